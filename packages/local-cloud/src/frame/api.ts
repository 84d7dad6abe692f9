import { errorReply, send, successReply, type ApiReply } from './api-reply.ts'
import { AwsError } from './aws-error.ts'
import { readBody } from './body.ts'
import type { Credentials } from './credentials.ts'
import { takeFault, type Fault, type Faults, type RequestFacts } from './faults.ts'
import { identify, restPaths, type Called } from './identify.ts'
import { injectedError } from './injected-error.ts'
import { parseInput, unsupportedHere } from './input.ts'
import { fallSilent, interfere, isSilence } from './interference.ts'
import { model } from './model.ts'
import { speaksJson, type Operation, type Service } from './operation.ts'
import type { Exchange, Route } from './route.ts'
import type { Structure } from './schema.ts'
import { checkSignature } from './signature.ts'
import type { WatchedRequests } from './watched-requests.ts'
import type { World } from '../world.ts'

/** Sees every finished call; conformance is checked here. */
export interface Witness {
  success(call: WitnessedCall & { readonly raw: unknown; readonly output: object; readonly body: string }): void
  /** `raw` is undefined where the call was refused before its body was understood. */
  failure(call: WitnessedCall & { readonly raw: unknown; readonly error: AwsError }): void
}

export interface WitnessedCall {
  readonly service: Service
  readonly operation: string
}

export interface ApiOptions {
  readonly credentials: Credentials
  readonly faults: Faults
  readonly requests: WatchedRequests
  readonly witness: Witness | undefined
}

/** The AWS endpoint: `POST /` of every service, and the paths of those that speak REST-JSON. */
export function apiRoute(services: readonly Service[], options: ApiOptions): Route {
  const rest = restPaths(services)
  return {
    name: 'api',
    matches: (method, path) => (method === 'POST' && path === '/') || rest.find(method, path) !== undefined,
    async handle(world, exchange) {
      const body = await readBody(exchange.request)
      const called = identify(services, rest, exchange, body)
      if (called === undefined) return unknownService(exchange)
      await answer({ world, exchange, ...called, body, ...options })
    },
  }
}

function unknownService({ request, response }: Exchange): void {
  const named = request.headers['x-amz-target'] ?? 'neither X-Amz-Target nor a known Version'
  const message = `the local cloud has no service for this call (${String(named)})`
  response.writeHead(501, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ __type: 'UnsupportedByLocalCloud', message }))
}

interface ApiCall extends Called, ApiOptions {
  readonly world: World
  readonly exchange: Exchange
  readonly body: Buffer
}

async function answer(call: ApiCall): Promise<void> {
  const { world, exchange, requests, service } = call
  const seen = { ...factsOf(call), changes: !/^(Get|List|Describe|BatchGet|BatchCheck)/.test(call.operation) }
  if (await requests.before(seen)) return fallSilent(exchange, 'RESET')
  const fault = takeFault(call.faults, seen)
  await interfere(world, fault)
  const silence = isSilence(fault?.code) ? fault.code : undefined
  const reply = await replyTo(call, fault, seen)
  const { status, error } = silence === undefined ? reply : { status: 0, error: silence }
  world.timeline.record({ kind: 'call', ...seen, status, ...(error !== undefined && { error }) })
  if (await requests.after({ ...seen, status, error })) return fallSilent(exchange, 'RESET')
  if (silence !== undefined) return fallSilent(exchange, silence)
  send(exchange, service, { ...reply, headers: { ...reply.headers, ...fault?.headers } })
}

function factsOf({ service, operation, body }: ApiCall): RequestFacts {
  const named = speaksJson(service) ? /"repositoryName"\s*:\s*"([^"\\]*)"/.exec(body.toString('utf8'))?.[1] : undefined
  return { service: service.name, operation, ...(named !== undefined && { repository: named }) }
}

/** The real reply, or the one that a fault gives instead of it, or after it. */
async function replyTo(call: ApiCall, fault: Fault | undefined, facts: RequestFacts): Promise<ApiReply> {
  const { world, service, exchange } = call
  const { code } = fault ?? {}
  if (fault === undefined || code === undefined || code === 'EXPIRE') return perform(call)
  if (fault.applied === true) await perform(call)
  return errorReply(service, injectedError(world, { ...fault, code }, facts), exchange.requestId)
}

async function perform({
  world,
  exchange,
  service,
  operation,
  body,
  credentials,
  witness,
}: ApiCall): Promise<ApiReply> {
  let raw: unknown
  try {
    const { accessKeyId } = checkSignature(exchange.request.headers, service, credentials)
    const { entry, input: shape, output: outputShape } = find(service, operation)
    const parsed = parseInput(service, operation, entry, shape, body)
    raw = parsed.raw
    const output = await entry.run(world, parsed.input, { accessKeyId, requestId: exchange.requestId }, parsed.raw)
    const reply = successReply(service, operation, outputShape, output, exchange.requestId)
    witness?.success({ service, operation, raw, output, body: reply.text })
    return reply
  } catch (caught) {
    const error = asAwsError(caught)
    witness?.failure({ service, operation, raw, error })
    return errorReply(service, error, exchange.requestId)
  }
}

function find(service: Service, name: string): { entry: Operation; input: Structure; output: Structure } {
  const shapes = model(service.name).operation(name)
  const entry = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined
  if (shapes !== undefined && entry !== undefined) return { entry, ...shapes }
  if (shapes !== undefined) throw unsupportedHere(`the local cloud does not have ${service.name} ${name}`)
  throw service.protocol.kind === 'query'
    ? new AwsError('InvalidAction', `Could not find operation ${name} for version ${service.protocol.version}`)
    : new AwsError('UnknownOperationException', `${service.name} has no operation ${name}`)
}

/** Whatever is not an error of the service is one of ours: shown whole, so that it can be mended. */
function asAwsError(caught: unknown): AwsError {
  if (caught instanceof AwsError) return caught
  const text = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)
  return new AwsError('InternalFailure', `the local cloud failed: ${text}`, 500)
}
