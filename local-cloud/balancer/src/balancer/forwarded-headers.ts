import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Headers between two neighbours, never passed on. `transfer-encoding` of a request stays: it frames the body;
 * `expect` does not: it is answered here.
 */
const hopByHop = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'te',
  'upgrade',
])
const ours = new Set(['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', 'x-amzn-trace-id'])

/**
 * The headers that go to the target, as name, value, name, value …: those of the client in its order and spelling,
 * and those by which ALB tells who asked.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
 */
export function requestHeaders(request: IncomingMessage, listenerPort: number): string[] {
  const headers = without(request.rawHeaders, (name) => hopByHop.has(name) || ours.has(name))
  const came = request.headers
  const client = request.socket.remoteAddress ?? '127.0.0.1'
  const before = came['x-forwarded-for']
  headers.push('X-Forwarded-For', before === undefined ? client : `${String(before)}, ${client}`)
  headers.push('X-Forwarded-Proto', 'http', 'X-Forwarded-Port', String(listenerPort))
  headers.push('X-Amzn-Trace-Id', traceId(came['x-amzn-trace-id']))
  return headers
}

/** The headers that go back to the client; the connection and the framing to it are ours. */
export function responseHeaders(response: IncomingMessage): string[] {
  return without(response.rawHeaders, (name) => hopByHop.has(name) || name === 'transfer-encoding')
}

function without(raw: readonly string[], drop: (lowerName: string) => boolean): string[] {
  const kept: string[] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? ''
    if (!drop(name.toLowerCase())) kept.push(name, raw[index + 1] ?? '')
  }
  return kept
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html */
function traceId(came: string | string[] | undefined): string {
  const fresh = `1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`
  const given = Array.isArray(came) ? came.join(';') : came
  if (given === undefined || given === '') return `Root=${fresh}`
  return given.includes('Root=') ? `Self=${fresh};${given}` : `Root=${fresh};${given}`
}
