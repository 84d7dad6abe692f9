/** Pieces of a byte stream between NUL bytes, as text; what follows the last NUL is a piece when it is not empty. */
export async function* nulRecords(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let open: Buffer[] = []
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      open.push(chunk.subarray(start, end))
      yield joined(open)
      open = []
      start = end + 1
    }
    if (start < chunk.length) open.push(chunk.subarray(start))
  }
  if (open.length > 0) yield joined(open)
}

/** Decoded as a whole, so that a character on the edge of two chunks stays whole. */
function joined(parts: readonly Buffer[]): string {
  const [only] = parts
  return (parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)).toString('utf8')
}
