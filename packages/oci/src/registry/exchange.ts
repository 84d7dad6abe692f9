import { once } from 'node:events'
import { request as plainRequest, type Agent, type ClientRequest, type IncomingHttpHeaders } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { untilAborted } from '@slipway/control-loop'

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string | number>>
  readonly agent: Agent
  /** Milliseconds without a byte moving, either way, after which the connection counts as dead. */
  readonly idle: number
  /** The same once the whole body is out and the server is at work on it; `idle` by default. */
  readonly patience?: number
  readonly signal: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** At most the first 16 KiB: enough for an error's text. */
  readonly text: string
}

/** Where a body goes to. A chunk's memory may be used again once `write` has settled. */
export interface Sink {
  /** The server has answered before the body was through: nothing more is wanted. */
  readonly answered: boolean
  write(chunk: Uint8Array): Promise<void>
}

export type Body = (sink: Sink) => Promise<void>

const textLimit = 16 * 1024

/**
 * One HTTP or HTTPS request and its whole answer. `body` writes what is to be sent and may reject, which ends the
 * request with its error. An answer that comes before the body is through is taken, and the connection given up.
 * When this settles `body` has settled too, and nothing reads its memory any more.
 */
export async function exchange(options: Exchange, body?: Body): Promise<Answer> {
  const { method, url, headers, agent, idle, signal } = options
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  // As an option it counts from before the connection is there; `setTimeout` counts from when it is.
  const outgoing = send(url, { method, headers, agent, signal, timeout: idle })
  const progress = { answered: false, idle }
  outgoing.on('timeout', () => outgoing.destroy(stalled(progress.idle)))
  const answered = answerOf(outgoing, progress)
  answered.catch(() => undefined)
  // A request that still waits for a connection says nothing when it is aborted, and forgets what is written to it.
  await untilAborted(() => once(outgoing, 'socket'), signal)
  const sent = sendBody(outgoing, progress, options, body).catch(
    (error: unknown) => void outgoing.destroy(error as Error),
  )
  try {
    return await answered
  } finally {
    await sent
  }
}

interface Progress {
  answered: boolean
  /** What the connection is waiting for at most now, in milliseconds. */
  idle: number
}

function answerOf(outgoing: ClientRequest, progress: Progress): Promise<Answer> {
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject)
    // An upgrade that nobody asked for ends in neither an answer nor an error.
    outgoing.on('close', () => progress.answered || reject(unanswered()))
    outgoing.on('response', (incoming) => {
      progress.answered = true
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => void (sizeOf(chunks) < textLimit && chunks.push(chunk)))
      incoming.on('error', reject)
      incoming.on('end', () => {
        if (!outgoing.writableFinished) outgoing.destroy()
        const text = Buffer.concat(chunks).subarray(0, textLimit).toString()
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })
      })
    })
  })
}

async function sendBody(
  outgoing: ClientRequest,
  progress: Progress,
  { idle, patience = idle }: Exchange,
  body?: Body,
): Promise<void> {
  if (body === undefined) return void outgoing.end()
  await body({
    get answered() {
      return progress.answered
    },
    write: (chunk) => write(outgoing, chunk),
  })
  if (progress.answered) return
  outgoing.end()
  progress.idle = patience
  if (patience !== idle) outgoing.setTimeout(patience)
}

/** Of a chunk that comes between the end of the connection and the request's notice of it, Node never says what became. */
function write(outgoing: ClientRequest, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(unanswered())
    outgoing.once('close', closed)
    outgoing.write(chunk, (error) => {
      outgoing.off('close', closed)
      if (error === null || error === undefined) resolve()
      else reject(error)
    })
  })
}

function stalled(idle: number): Error {
  return Object.assign(new Error(`no byte moved for ${idle} ms`), { code: 'ETIMEDOUT' })
}

function unanswered(): Error {
  return Object.assign(new Error('the connection ended without an answer'), { code: 'ECONNRESET' })
}

function sizeOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0)
}
