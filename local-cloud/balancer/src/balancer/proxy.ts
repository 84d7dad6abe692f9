import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { requestHeaders, responseHeaders } from './forwarded-headers.ts'
import type { Member } from '../elb/member.ts'
import { answerError } from './own-answer.ts'

export interface Forwarding {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly member: Member
  /** As declared, for X-Forwarded-Port. */
  readonly listenerPort: number
  /** Wall milliseconds without a byte either way, after which the target counts as too slow. */
  readonly idleMs: number
  readonly connectMs: number
  /** Called once, when the target answered or the load balancer did in its place. */
  readonly answered: (status: number, byTarget: boolean) => void
}

/**
 * Gives one request to one target and its answer back, both streamed. Nothing is tried twice, as ALB does not:
 * a target that breaks is a 502, one that is too slow a 504, and an answer cut off in the middle stays cut off.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
export function forward(forwarding: Forwarding): void {
  const { request, response, member } = forwarding
  const upstream = open(forwarding)
  enter(member)
  // `close` comes exactly once for every request, however it ends.
  upstream.once('close', () => {
    leave(member)
    // What the target no longer takes of the body is read all the same, so that the client's connection can go on.
    request.unpipe(upstream)
    request.resume()
  })
  upstream.once('response', (answer) => giveBack(forwarding, answer))
  upstream.on('error', (error) => fail(forwarding, error))
  response.once('close', () => {
    if (!response.writableFinished) upstream.destroy()
  })
  request.pipe(upstream)
}

function open({ request, member, listenerPort, idleMs, connectMs }: Forwarding): ClientRequest {
  const upstream = httpRequest({
    host: member.target.id,
    port: member.target.port,
    method: request.method,
    path: request.url,
    headers: requestHeaders(request, listenerPort),
    agent: member.connections,
  })
  upstream.once('socket', (socket) => {
    if (!socket.connecting) return
    const patience = setTimeout(() => upstream.destroy(new TargetTimeout()), connectMs)
    const settled = (): void => clearTimeout(patience)
    socket.once('connect', settled).once('close', settled)
  })
  return upstream.setTimeout(idleMs, () => upstream.destroy(new TargetTimeout()))
}

class TargetTimeout extends Error {
  override readonly name = 'TargetTimeout'
}

function enter(member: Member): void {
  member.inFlight += 1
}

function leave(member: Member): void {
  member.inFlight -= 1
  if (member.inFlight === 0) member.idle?.()
}

function giveBack({ response, answered }: Forwarding, answer: IncomingMessage): void {
  answered(answer.statusCode ?? 502, true)
  if (response.destroyed) return void answer.destroy()
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', responseHeaders(answer))
  answer.once('error', () => response.destroy())
  answer.pipe(response)
}

/** Once the target has begun to answer, its answer tells by itself whether it was cut off. */
function fail({ response, answered }: Forwarding, error: Error): void {
  if (response.headersSent || response.destroyed) return
  const status = error instanceof TargetTimeout ? 504 : 502
  answered(status, false)
  answerError(response, status)
}
