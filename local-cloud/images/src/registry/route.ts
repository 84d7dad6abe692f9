import { createOnPush } from '../ecr/creation-templates.ts'
import { findRepository } from '../ecr/find-repository.ts'
import { takeFault, type Fault, type Faults, type RequestFacts } from '@slipway/local-cloud-frame/faults'
import { fallSilent, interfere, isSilence } from '@slipway/local-cloud-frame/interference'
import { BrokenOff, takeUntilCut, cutOf, type Cut } from './cut-after.ts'
import { deniedWords } from './denied.ts'
import { endpointOf, type Endpoint } from './endpoints.ts'
import { listRepositories } from './listing-handlers.ts'
import { checkRegistryAuth } from './registry-auth.ts'
import { asRegistryError, RegistryError } from './registry-error.ts'
import { sendReply, type RegistryReply } from './registry-reply.ts'
import type { Uploads } from './uploads.ts'
import type { Exchange, Route } from '@slipway/local-cloud-frame/route'
import type { WatchedRequests } from '@slipway/local-cloud-frame/watched-requests'
import type { EcrContext } from '../ecr/context.ts'

/**
 * The OCI distribution API under `/v2/`: the data plane of ECR, on the same state.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export function registryRoute(faults: Faults, requests: WatchedRequests): Route<EcrContext> {
  return {
    name: 'registry',
    matches: (_method, path) => path === '/v2' || path.startsWith('/v2/'),
    async handle(world, exchange) {
      const path = exchange.url.pathname.slice('/v2/'.length)
      const endpoint = endpointOf(exchange.request.method ?? 'GET', path)
      await answer({ world, exchange, path, endpoint, uploads: world.ecr.uploads, faults, requests })
    },
  }
}

interface Asked {
  readonly world: EcrContext
  readonly exchange: Exchange
  /** Within `/v2/`. */
  readonly path: string
  readonly endpoint: Endpoint | undefined
  readonly uploads: Uploads
  readonly faults: Faults
  readonly requests: WatchedRequests
}

async function answer(asked: Asked): Promise<void> {
  const { world, exchange, endpoint, path, requests } = asked
  const { request } = exchange
  const seen = {
    service: 'registry',
    operation: endpoint?.handler.operation ?? (path === '_catalog' ? 'GetCatalog' : 'Ping'),
    ...(endpoint !== undefined && { repository: endpoint.name }),
    changes: request.method !== 'GET' && request.method !== 'HEAD',
  }
  if (await requests.before(seen, world.stopping)) return fallSilent(exchange, 'RESET')
  const met: Met = { fault: undefined, cut: undefined }
  const reply = await replyTo(asked, seen, met)
  const { fault, cut } = met
  // A cut comes while a body is read or sent; every other silence is kept here.
  const silence = cut === undefined && isSilence(fault?.code) ? fault.code : undefined
  const { status, error } = silence === undefined ? reply : { status: 0, error: silence }
  world.timeline.record({ kind: 'call', ...seen, status, ...(error !== undefined && { error }) })
  if (await requests.after({ ...seen, status, error }, world.stopping)) return fallSilent(exchange, 'RESET')
  if (silence !== undefined) return fallSilent(exchange, silence)
  if (reply.status === brokenOff || reply.status === clientGone) return
  // The rest of a refused upload is read away, so that the client gets to see the answer.
  request.resume()
  exchange.response.setHeader('docker-distribution-api-version', 'registry/2.0')
  await sendReply(exchange, { ...reply, headers: { ...reply.headers, ...fault?.headers } }, cut)
}

/** Statuses of requests that nobody is there to be answered. */
const brokenOff = 0
const clientGone = 499

/** What a request has met on its way, kept for when its answer goes out. */
interface Met {
  fault: Fault | undefined
  cut: Cut | undefined
}

async function replyTo(asked: Asked, facts: RequestFacts, met: Met): Promise<RegistryReply> {
  const { world, exchange, faults } = asked
  const { request } = exchange
  try {
    checkRegistryAuth(world, request)
    met.fault = takeFault(faults, facts)
    met.cut = met.fault && cutOf(met.fault)
    await interfere(world, met.fault, () => world.ecr.tokens.expireAll())
    // Passwords may have ended just now.
    if (met.fault?.code === 'EXPIRE') checkRegistryAuth(world, request)
    return await perform(asked, facts, met)
  } catch (caught) {
    if (caught instanceof BrokenOff) return { status: brokenOff, headers: {}, error: met.cut?.silence ?? 'RESET' }
    if (request.destroyed && !request.complete) return { status: clientGone, headers: {}, error: 'ClientClosedRequest' }
    const error = asRegistryError(caught)
    if (error === undefined) throw caught
    return refusal(exchange, error)
  }
}

/** The real reply, or the one that a fault gives instead of it, or after it. */
async function perform(asked: Asked, facts: RequestFacts, { fault, cut }: Met): Promise<RegistryReply> {
  const { code } = fault ?? {}
  if (fault === undefined || code === undefined || code === 'EXPIRE' || cut !== undefined) return respond(asked, cut)
  if (fault.applied === true) await respond(asked, cut)
  const denied = code === 'DENIED' ? deniedWords(asked.world, facts.operation, facts.repository) : undefined
  const { status = denied === undefined ? 400 : 403, message = denied ?? `injected: ${code}` } = fault
  throw new RegistryError(status, code, message)
}

async function respond(
  { world, exchange, path, endpoint, uploads }: Asked,
  cut: Cut | undefined,
): Promise<RegistryReply> {
  const { request, url } = exchange
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (path === '' && reads) return { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' }
  if (path === '_catalog' && reads) return listRepositories(world, exchange)
  if (endpoint === undefined) {
    throw new RegistryError(405, 'UNSUPPORTED', `${request.method} ${url.pathname} is not supported`)
  }
  const { name, handler, reference } = endpoint
  const made = handler.pushes === true && !world.ecr.repositories.has(name) ? createOnPush(world, name) : undefined
  const repository = made ?? findRepository(world, name)
  const body = cut === undefined ? request : takeUntilCut(exchange, cut, request)
  return handler.run({ world, exchange, body, uploads, repository, reference })
}

function refusal({ request }: Exchange, { status, code, message, headers }: RegistryError): RegistryReply {
  const body = JSON.stringify({ errors: [{ code, message }] })
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    error: code,
    ...(request.method !== 'HEAD' && { body }),
  }
}
