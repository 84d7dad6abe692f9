import { request as plainRequest, type Agent, type ClientRequest, type IncomingHttpHeaders } from 'node:http'
import { request as tlsRequest } from 'node:https'

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly url: URL
  readonly headers: Readonly<Record<string, string | number>>
  readonly agent: Agent
  /** Milliseconds without a byte moving after which the connection counts as dead. */
  readonly idle: number
  readonly signal: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** At most the first 16 KiB: enough for an error's text. */
  readonly text: string
}

/** Where a body goes to. A chunk's memory may be used again once `write` has resolved. */
export interface Sink {
  /** The server has answered before the body was through: nothing more is wanted. */
  readonly answered: boolean
  write(chunk: Uint8Array): Promise<void>
}

const textLimit = 16 * 1024

/**
 * One HTTP or HTTPS request and its whole answer. `body` writes what is to be sent and may reject, which ends the
 * request with its error. An answer that comes before the body is through is taken, and the connection given up.
 */
export function exchange(
  { method, url, headers, agent, idle, signal }: Exchange,
  body?: (sink: Sink) => Promise<void>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest
    // As an option it counts from before the connection is there; `setTimeout` counts from when it is.
    const outgoing = send(url, { method, headers, agent, signal, timeout: idle })
    let answered = false
    outgoing.on('error', reject)
    outgoing.on('timeout', () => outgoing.destroy(stalled(idle)))
    outgoing.on('response', (incoming) => {
      answered = true
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => void (sizeOf(chunks) < textLimit && chunks.push(chunk)))
      incoming.on('error', reject)
      incoming.on('end', () => {
        if (!outgoing.writableFinished) outgoing.destroy()
        const text = Buffer.concat(chunks).subarray(0, textLimit).toString()
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })
      })
    })
    const sink: Sink = {
      get answered() {
        return answered
      },
      write: (chunk) => write(outgoing, chunk),
    }
    sendBody(outgoing, sink, body).catch((error: unknown) => outgoing.destroy(asError(error)))
  })
}

async function sendBody(outgoing: ClientRequest, sink: Sink, body?: (sink: Sink) => Promise<void>): Promise<void> {
  await body?.(sink)
  if (!sink.answered || body === undefined) outgoing.end()
}

function write(outgoing: ClientRequest, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(chunk, (error) => (error === null || error === undefined ? resolve() : reject(error)))
  })
}

function stalled(idle: number): Error {
  return Object.assign(new Error(`no byte moved for ${idle} ms`), { code: 'ETIMEDOUT' })
}

function sizeOf(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0)
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
