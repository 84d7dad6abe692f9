/** The pieces of a byte stream that each end in a NUL byte, as text, as many at a time as a chunk completes. */
export async function* nulBatches(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let open: Buffer[] = []
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(0) + 1
    if (end > 0) {
      yield pieces(open.length === 0 ? chunk : Buffer.concat([...open, chunk.subarray(0, end)]))
      open = []
    }
    if (end < chunk.length) open.push(chunk.subarray(end))
  }
  if (open.length > 0) yield [Buffer.concat(open).toString('utf8')]
}

/** Each piece a text of its own: a slice of the chunk's text would keep all of it for as long as the piece is kept. */
function pieces(bytes: Buffer): string[] {
  const found: string[] = []
  let start = 0
  for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
    found.push(bytes.toString('utf8', start, end))
    start = end + 1
  }
  return found
}
