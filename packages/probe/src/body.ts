import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress, type Gunzip } from 'node:zlib'

export interface Body {
  /** Decoded text, at most as many bytes as are kept. */
  readonly text: string
  /** Why the text must not be judged, to be read after "the body is": `longer than 1 MiB`. */
  readonly fault?: string
}

/** All of Node's decoders have the same face. */
type Decoder = Pick<Gunzip, 'bytesWritten'> & NodeJS.ReadWriteStream & Readable

/** The codings of RFC 9110 section 8.4.1, RFC 7932 and RFC 8878, which servers send whether or not they were asked for. */
const decoders: Readonly<Record<string, () => Decoder>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/** The body of a response, decoded. Throws when it ends before it is whole. */
export async function readBody(response: IncomingMessage, limit: number): Promise<Body> {
  const codings = codingsOf(response)
  const fault = codingFault(codings)
  if (fault === undefined) return await decoded(response, codings, limit)
  await kept(response, limit)
  return { text: '', fault }
}

async function decoded(response: IncomingMessage, codings: readonly string[], limit: number): Promise<Body> {
  const stages = codings.toReversed().flatMap((coding) => decoders[coding]?.() ?? [])
  const sent = bytesOf(response, stages)
  try {
    const bytes = await kept(through(response, stages), limit)
    const text = textOf(bytes.subarray(0, limit))
    if (bytes.length > limit) return { text, fault: `longer than ${size(limit)}` }
    const outer = codings.at(-1)
    // Node decodes all members of gzip, but of the others only what comes first.
    const left = outer !== undefined && !outer.endsWith('gzip') && sent() > (stages[0]?.bytesWritten ?? 0)
    return left ? { text: '', fault: `more than one ${outer} frame or stream, which is not supported` } : { text }
  } catch (error) {
    if (response.errored !== null) throw error
    if (endedEarly(error) && stages[0]?.bytesWritten === 0) return { text: '' }
    if (endedEarly(error)) throw error
    return { text: '', fault: `not valid ${codings.join(', ')}` }
  }
}

/** Counts the bytes of a body that is to be decoded. */
function bytesOf(response: IncomingMessage, stages: readonly Decoder[]): () => number {
  let count = 0
  if (stages.length > 0) response.on('data', (chunk: Buffer) => (count += chunk.length))
  return () => count
}

function codingsOf({ headers }: IncomingMessage): readonly string[] {
  const names = (headers['content-encoding'] ?? '').split(',').map((name) => name.trim().toLowerCase())
  return names.filter((name) => name !== '' && name !== 'identity')
}

/** More would cost memory, and nobody sends more than one. */
const mostCodings = 3

function codingFault(codings: readonly string[]): string | undefined {
  if (codings.length > mostCodings)
    return `encoded ${codings.length} times, of which at most ${mostCodings} are supported`
  const unknown = codings.find((coding) => !Object.hasOwn(decoders, coding))
  return unknown === undefined ? undefined : `encoded as ${unknown}, which is not supported`
}

/** The last stage; an error of any comes out of it. */
function through(response: IncomingMessage, stages: readonly Decoder[]): Readable {
  return stages.reduce<Readable>((from, to) => pipeline(from, to, () => {}), response)
}

/** The first bytes, up to the chunk that goes beyond the limit. */
async function kept(stream: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) break
  }
  return Buffer.concat(chunks)
}

/** What a decoder misses at the end was never sent. */
function endedEarly(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
}

/** UTF-8, unless a byte-order mark says otherwise; the mark is no part of the text. */
function textOf(bytes: Buffer): string {
  const mark = bytes.toString('hex', 0, 2)
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

function size(bytes: number): string {
  if (bytes % 1024 ** 2 === 0) return `${bytes / 1024 ** 2} MiB`
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} bytes`
}
