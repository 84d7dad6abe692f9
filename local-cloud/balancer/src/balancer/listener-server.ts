import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Action } from '../elb/state.ts'
import type { Listener } from '../elb/state.ts'
import { listenOnLoopback } from '@slipway/local-cloud-frame/loopback'
import type { BalancerContext } from './context.ts'
import { answerError, answerFixed, answerRedirect } from './own-answer.ts'
import { forward } from './proxy.ts'
import { requestFacts } from './request-facts.ts'
import { matchingRule } from './rule-match.ts'
import type { ServedLog } from '../elb/served.ts'
import { chooseTarget } from './target-choice.ts'
import { wallMs } from '@slipway/local-cloud-frame/wall-time'
import { wallFloors } from './wall-floors.ts'
import { weightedChoice } from './weighted-choice.ts'

export interface ListenerServer {
  readonly url: string
  /** Connections that are open are cut. */
  close(): Promise<void>
}

/** Clients may keep a connection for as long as ALB's `client_keep_alive.seconds`; on this side it costs nothing. */
const clientKeepAliveMs = 3_600_000

/** Serves one listener on a loopback port that the system chooses. Rules are looked up anew for every request. */
export async function serveListener(
  world: BalancerContext,
  served: ServedLog,
  listener: Listener,
): Promise<ListenerServer> {
  const server = createServer((request, response) => answer(world, served, listener, request, response))
  server.keepAliveTimeout = clientKeepAliveMs
  server.requestTimeout = 0
  const listening = await listenOnLoopback(server, 0)
  return { url: `http://127.0.0.1:${listening.port}`, close: () => listening.close() }
}

function answer(
  world: BalancerContext,
  served: ServedLog,
  listener: Listener,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const facts = requestFacts(request)
  const rule = matchingRule(listener.rules, facts)
  response.on('error', () => undefined)
  // An own answer to a request whose body nobody wants still has to read that body.
  if (rule?.action.type !== 'forward') request.resume()
  if (rule === undefined) return answerError(response, 503)
  const { action } = rule
  if (action.type === 'fixed-response') return answerFixed(response, action)
  if (action.type === 'redirect') return answerRedirect(response, action, facts, listener.port)
  forwardTo(world, served, listener, action, request, response)
}

type ForwardAction = Extract<Action, { type: 'forward' }>

function forwardTo(
  world: BalancerContext,
  served: ServedLog,
  listener: Listener,
  action: ForwardAction,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const started = performance.now()
  const group = world.elb.targetGroups.get(chooseGroup(action) ?? '')
  const member = group === undefined ? undefined : chooseTarget(group)
  const answered = (status: number, byTarget: boolean): void => {
    const { loadBalancerArn } = listener
    const seconds = (performance.now() - started) / 1000
    served.record({ loadBalancerArn, targetGroupArn: member?.targetGroupArn, status, byTarget, seconds })
  }
  if (member === undefined) {
    request.resume()
    answered(503, false)
    return answerError(response, 503)
  }
  const idleSeconds = Number(
    world.elb.loadBalancers.get(listener.loadBalancerArn)?.attributes.get('idle_timeout.timeout_seconds'),
  )
  const idleMs = wallMs(world.clock, idleSeconds, wallFloors.idleTimeout)
  const connectMs = connectSeconds * 1000
  forward({ request, response, member, listenerPort: listener.port, idleMs, connectMs, answered })
}

/** "The load balancer failed to establish a connection to the target before the connection timeout expired (10 seconds)." */
const connectSeconds = 10

/** An action is replaced as a whole when its weights change, so the choice begins anew with them. */
const choices = new WeakMap<ForwardAction, () => string | undefined>()

function chooseGroup(action: ForwardAction): string | undefined {
  let choose = choices.get(action)
  if (choose === undefined) choices.set(action, (choose = weightedChoice(action.weights)))
  return choose()
}
