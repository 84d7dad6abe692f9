import * as http from 'node:http'
import * as https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { readBody } from './body.ts'
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
  readonly bodyFault?: string
  readonly address: string
}

/** Of all headers of an answer together: Node's own default, and what most balancers let through. */
export const maxHeaderBytes: number = 16 * 1024

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
  const end = endOf(request)
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
    const { text, fault } = await readBody(response, options.maxBodyBytes)
    if (endsWithConnection(response)) await end
    const shown = { headers: shownHeaders(response.headers), address: address ?? options.address }
    return {
      status: response.statusCode ?? 0,
      ...shown,
      body: text,
      ...(fault === undefined ? {} : { bodyFault: fault }),
    }
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
  const options = { method, headers, signal, lookup, autoSelectFamily: false, maxHeaderSize: maxHeaderBytes }
  // An agent of its own: no reuse of connections, and none of the proxy variables that Node's default agent may follow.
  if (!secure) return http.request(url, { ...options, agent: new http.Agent({ keepAlive: false }) })
  const trust = { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) }
  return https.request(url, {
    ...options,
    ...trust,
    agent: new https.Agent({ keepAlive: false, maxCachedSessions: 0 }),
  })
}

/** Rejects with what ended the connection, where that was an error; nobody has to wait for it. */
function endOf(request: http.ClientRequest): Promise<void> {
  const end = new Promise<void>((resolve, reject) => request.once('error', reject).once('close', resolve))
  end.catch(() => {})
  return end
}

/**
 * Whether a body has neither a length nor chunks, so that only the end of the connection ends it (RFC 9112 section 6.3).
 * Node then takes any end for one in good order, a reset and our own timeout too: the error is told to the request alone.
 */
function endsWithConnection({ headers }: http.IncomingMessage): boolean {
  const chunked = /(?:^|,)\s*chunked\s*$/i.test(headers['transfer-encoding'] ?? '')
  return !chunked && headers['content-length'] === undefined
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

function timeoutError(): Error {
  return Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })
}
