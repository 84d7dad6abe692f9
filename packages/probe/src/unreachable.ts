import { ExchangeError, maxHeaderBytes } from './exchange.ts'
import type { Unreachable, UnreachableCode } from './result.ts'

/** The host name did not lead to any address. */
export class NameError extends Error {
  override readonly name = 'NameError'
}

export interface Ended {
  readonly timedOut: boolean
  readonly cancelled: boolean
}

/** Why nothing answered, from what was thrown and how the attempt ended. */
export function unreachable(error: unknown, ended: Ended): Omit<Unreachable, 'durationMs'> {
  const cause = error instanceof ExchangeError ? error.cause : error
  const connected = error instanceof ExchangeError && error.connected
  const code = codeOf(cause, connected, ended)
  return { kind: 'unreachable', code, message: `${words[code]}${detail(code, cause)}` }
}

const words: Readonly<Record<UnreachableCode, string>> = {
  'name-not-found': 'the name has no address',
  'connection-refused': 'the connection was refused',
  'connection-failed': 'no connection',
  'tls-failed': 'the TLS handshake failed',
  'timed-out': 'no answer in time',
  'connection-lost': 'the connection was lost before the answer was complete',
  'not-http': 'what came back is not HTTP',
  'headers-too-long': `the headers of the answer are longer than ${maxHeaderBytes / 1024} KiB`,
  cancelled: 'cancelled',
}

function codeOf(cause: unknown, connected: boolean, { timedOut, cancelled }: Ended): UnreachableCode {
  if (cancelled) return 'cancelled'
  if (timedOut) return 'timed-out'
  if (cause instanceof NameError) return 'name-not-found'
  const code = systemCode(cause)
  if (code === 'ECONNREFUSED') return 'connection-refused'
  if (code === 'ETIMEDOUT') return 'timed-out'
  if (!connected) return 'connection-failed'
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-long'
  if (code.startsWith('HPE_')) return 'not-http'
  return isTls(code) ? 'tls-failed' : 'connection-lost'
}

/** OpenSSL's verification errors, Node's own, and protocol errors (EPROTO, ERR_SSL_…). */
function isTls(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$)/.test(code)
}

const plain: ReadonlySet<UnreachableCode> = new Set([
  'cancelled',
  'connection-refused',
  'timed-out',
  'headers-too-long',
])

/** The system's own word, where it says more than the code. */
function detail(code: UnreachableCode, cause: unknown): string {
  const word = systemCode(cause)
  return word === '' || plain.has(code) ? '' : ` (${word})`
}

function systemCode(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (typeof code === 'string') return code
  return cause instanceof Error && cause.cause !== undefined ? systemCode(cause.cause) : ''
}
