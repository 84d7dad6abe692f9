import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { unzstd } from '../src/archive/unzstd.ts'
import { noise } from '@slipway/test-support/images/layouts'

const one = Buffer.concat([Buffer.alloc(300_000, 'a'), noise(200_000)])
const two = noise(5000, 2)
const skippable = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5])
const checked = { params: { [constants.ZSTD_c_checksumFlag]: 1 } }
const sized = { params: { [constants.ZSTD_c_contentSizeFlag]: 0 } }

async function unpacked(bytes: Buffer, step: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += step) chunks.push(bytes.subarray(at, at + step))
  const out: Buffer[] = []
  await pipeline(Readable.from(chunks), unzstd, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) out.push(Buffer.from(chunk))
  })
  return Buffer.concat(out)
}

describe('unzstd', () => {
  it.for<[string, Buffer, Buffer]>([
    ['one frame', zstdCompressSync(one), one],
    ['one frame with a checksum', zstdCompressSync(one, checked), one],
    [
      'frames without a size',
      Buffer.concat([zstdCompressSync(one, sized), zstdCompressSync(two, sized)]),
      Buffer.concat([one, two]),
    ],
    [
      'several frames',
      Buffer.concat([zstdCompressSync(one, checked), zstdCompressSync(two)]),
      Buffer.concat([one, two]),
    ],
    ['frames to skip, first and last', Buffer.concat([skippable, zstdCompressSync(two), skippable]), two],
    ['an empty frame', Buffer.concat([zstdCompressSync(Buffer.alloc(0)), zstdCompressSync(two)]), two],
    ['nothing', Buffer.alloc(0), Buffer.alloc(0)],
  ])('%s', async ([, packed, plain]) => {
    for (const step of [1 << 20, 4096, 7]) expect((await unpacked(packed, step)).equals(plain)).toBe(true)
  })

  const frame = zstdCompressSync(one, checked)
  it.for<[string, Buffer]>([
    ['cut off in its magic number', frame.subarray(0, 3)],
    ['cut off in its header', frame.subarray(0, 5)],
    ['cut off in a block', frame.subarray(0, 1000)],
    ['cut off in its checksum', frame.subarray(0, frame.length - 1)],
    ['followed by something else', Buffer.concat([frame, Buffer.from('something else')])],
    ['followed by a frame to skip that is cut off', Buffer.concat([frame, skippable.subarray(0, 10)])],
    ['with a byte changed', Buffer.from(frame.map((byte, at) => (at === 150_000 ? byte ^ 1 : byte)))],
  ])('%s is an error', async ([, packed]) => {
    await expect(unpacked(packed, 4096)).rejects.toThrow(/./)
  })
})
