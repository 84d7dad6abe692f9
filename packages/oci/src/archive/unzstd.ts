import { Readable, pipeline } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'

/**
 * Unpacks zstd, frame after frame, as zstd itself does. Node's own stream ends with the first frame and says nothing of
 * the others, of which layers that are fetched in pieces (zstd:chunked) and archives of parallel packers are made.
 * https://www.rfc-editor.org/rfc/rfc8878#section-3
 */
export async function* unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = inputOf(source)
  while (!(await input.isOver())) {
    const magic = await input.take(4)
    if (magic.readUInt32LE() >>> 4 === 0x184d2a5) {
      await input.skip((await input.take(4)).readUInt32LE())
      continue
    }
    const decoder = createZstdDecompress()
    // Its error is the decoder's, who is read here.
    pipeline(Readable.from(frameOf(magic, input)), decoder, () => undefined)
    yield* decoder as AsyncIterable<Buffer>
  }
}

/** The bytes of one frame: header, blocks, checksum. */
async function* frameOf(magic: Buffer, input: Input): AsyncGenerator<Buffer> {
  const descriptor = await input.take(1)
  const flags = descriptor.readUInt8()
  const isSingle = (flags & 0x20) !== 0
  const sizeOfSize = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0
  const sizeOfDictionary = [0, 1, 2, 4][flags & 3] ?? 0
  yield Buffer.concat([magic, descriptor, await input.take((isSingle ? 0 : 1) + sizeOfDictionary + sizeOfSize)])
  for (let isLast = false; !isLast;) {
    const header = await input.take(3)
    const word = header.readUIntLE(0, 3)
    isLast = (word & 1) === 1
    const isRepeated = ((word >> 1) & 3) === 1
    yield Buffer.concat([header, await input.take(isRepeated ? 1 : word >> 3)])
  }
  if ((flags & 4) !== 0) yield input.take(4)
}

interface Input {
  isOver(): Promise<boolean>
  /** Exactly so many bytes. */
  take(count: number): Promise<Buffer>
  skip(count: number): Promise<void>
}

function inputOf(source: AsyncIterable<Buffer>): Input {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  async function more(): Promise<boolean> {
    const { done, value } = await chunks.next()
    if (done === true) return false
    held = held.length === 0 ? value : Buffer.concat([held, value])
    return true
  }
  async function take(count: number): Promise<Buffer> {
    while (held.length < count) if (!(await more())) throw new Error('it ends in the middle of a zstd frame')
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }
  return {
    take,
    async isOver() {
      while (held.length === 0) if (!(await more())) return true
      return false
    },
    async skip(count) {
      for (let left = count; left > 0;) left -= (await take(Math.min(left, 65_536))).length
    },
  }
}
