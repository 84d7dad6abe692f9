import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Buffer } from 'node:buffer'
import { shownHeaders } from './shown.ts'

export interface Exchange {
  readonly url: URL
  readonly address: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly maxBodyBytes: number
  /** Ends the whole exchange. */
  readonly signal: AbortSignal
  /** Ends it only while there is no connection, in milliseconds. */
  readonly connectTimeoutMs: number
  readonly ca?: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly truncated: boolean
  readonly address: string
}

/** How an exchange failed, and whether a connection (TCP, not TLS) was there when it did. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError'
  readonly connected: boolean
  constructor(connected: boolean, cause: unknown) {
    super('the exchange failed', { cause })
    this.connected = connected
  }
}

/** One request to one IP address on a connection of its own, past any proxy. Throws `ExchangeError`. */
export async function exchange(options: Exchange): Promise<Answer> {
  const request = open(options)
  let address: string | undefined
  const connecting = setTimeout(() => request.destroy(timeoutError()), options.connectTimeoutMs)
  request.once('socket', (socket) =>
    socket.once('connect', () => {
      clearTimeout(connecting)
      address = socket.remoteAddress
    }),
  )
  try {
    const response = await answered(request)
    const { body, truncated } = await read(response, options.maxBodyBytes)
    const headers = shownHeaders(response.headers)
    return { status: response.statusCode ?? 0, headers, body, truncated, address: address ?? options.address }
  } catch (error) {
    throw new ExchangeError(address !== undefined, error)
  } finally {
    clearTimeout(connecting)
    request.destroy()
  }
}

function open({ url, address, method, headers, signal, ca }: Exchange): http.ClientRequest {
  const secure = url.protocol === 'https:'
  // The name was resolved and the address judged before: nothing may be resolved again.
  const lookup: LookupFunction = (_name, options, done) => {
    const family = isIP(address)
    if (options.all === true) done(null, [{ address, family }])
    else done(null, address, family)
  }
  const options = { method, headers, signal, lookup, autoSelectFamily: false }
  // An agent of its own: no reuse of connections, and none of the proxy variables that Node's default agent may follow.
  if (!secure) return http.request(url, { ...options, agent: new http.Agent({ keepAlive: false }) })
  const trust = { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) }
  return https.request(url, {
    ...options,
    ...trust,
    agent: new https.Agent({ keepAlive: false, maxCachedSessions: 0 }),
  })
}

function answered(request: http.ClientRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    // A server that switches protocols has answered, but not with something that can be read.
    request.once('upgrade', (_response, socket) => {
      socket.destroy()
      reject(new Error('the server switched protocols'))
    })
    request.on('error', reject)
    request.end()
  })
}

async function read(response: http.IncomingMessage, limit: number): Promise<{ body: string; truncated: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit) break
  }
  return { body: Buffer.concat(chunks).subarray(0, limit).toString(), truncated: size > limit }
}

function timeoutError(): Error {
  return Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })
}
