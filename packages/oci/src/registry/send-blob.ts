import { createHash } from 'node:crypto'
import { Failure } from '@slipway/outcome'
import type { Descriptor } from '../descriptor.ts'
import type { OciErrorCode } from '../error.ts'
import type { Sink } from './exchange.ts'
import type { LayoutFile } from '../layout.ts'

/** Bytes of the one buffer that a connection reads through. */
export const bufferSize: number = 512 * 1024

/**
 * Reads a blob through `buffer` into `sink`, hashing on the way. The last chunk is sent only when the digest is right,
 * so that a corrupt blob never becomes a whole request.
 */
export async function sendBlob(
  { digest, size }: Descriptor,
  file: LayoutFile,
  buffer: Uint8Array,
  sink: Sink,
): Promise<void> {
  const hash = createHash('sha256')
  let position = 0
  while (position < size && !sink.answered) {
    const count = await file.read(buffer.subarray(0, Math.min(buffer.length, size - position)), position)
    if (count === 0) throw corrupt(digest, `ends after ${position} of ${size} bytes`)
    const chunk = buffer.subarray(0, count)
    hash.update(chunk)
    position += count
    if (position === size) checkDigest(digest, hash.digest('hex'))
    await sink.write(chunk)
  }
}

export function corrupt(digest: string, what: string): Failure<OciErrorCode> {
  return new Failure<OciErrorCode>('BLOB_CORRUPT', `blob ${digest} ${what}`, { remedy: 'write the image again' })
}

function checkDigest(digest: string, hex: string): void {
  if (digest !== `sha256:${hex}`) throw corrupt(digest, `has the content of sha256:${hex}`)
}
