import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { Blocked, BlockedCode } from './result.ts'
import { shownUrl } from './shown.ts'

export interface ProbeRequest {
  /** http or https; userinfo is sent as basic authentication and never shown. */
  readonly url: string
  /** Default: GET. */
  readonly method?: string
  /** Sent, never shown. */
  readonly headers?: Readonly<Record<string, string>>
  /** For the whole of it: name, connection, TLS, answer and body; milliseconds. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

export interface Prepared {
  readonly kind: 'prepared'
  /** Without userinfo. */
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
}

export type NotSent = Omit<Blocked, 'durationMs'>

/** A request ready to be sent, or why it must not be. */
export function prepare(request: ProbeRequest): Prepared | NotSent {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined
  if (url === undefined) return blocked('url-invalid', `"${shownUrl(request.url)}" is not a URL`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return blocked('scheme-not-allowed', `only http and https are probed, not ${url.protocol.slice(0, -1)}`)
  }
  const method = (request.method ?? 'GET').toUpperCase()
  const headers = { ...standing, ...authorization(url), ...lowerCased(request.headers ?? {}), connection: 'close' }
  const fault = headerFault(headers) ?? (/^[A-Z]+$/.test(method) ? undefined : 'the method is not a word')
  if (fault !== undefined) return blocked('request-invalid', fault)
  url.username = ''
  url.password = ''
  return { kind: 'prepared', url, method, headers }
}

export function blocked(code: BlockedCode, message: string): NotSent {
  return { kind: 'blocked', code, message }
}

/** A cached answer says nothing about the task; a coded one is read, but not asked for. */
const standing = {
  accept: '*/*',
  'accept-encoding': 'identity',
  'cache-control': 'no-cache',
  'user-agent': 'slipway-probe',
}

function authorization(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {}
  const pair = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** The decoded text, or the text itself where a percent sign is only a percent sign. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function headerFault(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    } catch {
      return `the header ${JSON.stringify(name)} cannot be sent`
    }
  }
  return undefined
}
