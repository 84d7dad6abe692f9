import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** Larger than the largest API request: a manifest of 4 MiB, quoted. */
const limit = 32 * 1024 * 1024

/** The whole body, unpacked where the client compressed it (CloudWatch's client does). For API calls; layers are streamed. */
export async function readBody(
  body: AsyncIterable<Buffer>,
  headers: IncomingHttpHeaders = (body as IncomingMessage).headers,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) throw new Error(`the body is larger than ${limit} bytes`)
    chunks.push(chunk)
  }
  const whole = Buffer.concat(chunks)
  return headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
}
