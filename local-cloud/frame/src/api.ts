import type { IncomingHttpHeaders } from 'node:http'
import { absentCall, type AbsentCall } from './absent-call.ts'
import { errorReply, send, successReply, type ApiReply } from './api-reply.ts'
import { AwsError } from './aws-error.ts'
import { isAwsRequest } from './aws-request.ts'
import { readBody } from './body.ts'
import type { Credentials } from './credentials.ts'
import { takeFault, type Fault, type Faults, type RequestFacts } from './faults.ts'
import { identify, restPaths, type Called } from './identify.ts'
import { injectedError } from './injected-error.ts'
import { absentHere, parseInput } from './input.ts'
import { fallSilent, interfere, isSilence } from './interference.ts'
import { model } from './model.ts'
import { isJsonLike, type Operation, type Service } from './operation.ts'
import type { Exchange, Route } from './route.ts'
import type { Structure } from './schema.ts'
import { checkSignature } from './signature.ts'
import type { WatchedRequests } from './watched-requests.ts'
import type { CloudContext } from './context.ts'

/** Sees every finished call; conformance is checked here. */
export interface Witness {
  success(
    call: WitnessedCall & { readonly raw: unknown; readonly output: object; readonly body: string | Uint8Array },
  ): void
  /** `raw` is undefined where the call was refused before its body was understood. */
  failure(call: WitnessedCall & { readonly raw: unknown; readonly error: AwsError }): void
}

export type WitnessedCall = Called

export interface ApiOptions<Context = never> {
  /** Ends every password of the registry: of the services' state the frame itself knows nothing. */
  readonly expirePasswords: (context: Context) => void
  readonly credentials: Credentials
  readonly faults: Faults
  readonly requests: WatchedRequests
  readonly witness: Witness | undefined
}

/** The AWS endpoint: `POST /` of every service, the paths of those that speak REST-JSON, and whatever else is meant for AWS. */
export function apiRoute<Context extends CloudContext>(
  services: readonly Service<Context>[],
  options: ApiOptions<Context>,
): Route<Context> {
  const rest = restPaths(services)
  return {
    name: 'api',
    matches: (method, path, exchange) =>
      (method === 'POST' && path === '/') || rest.find(method, path) !== undefined || isAwsRequest(exchange),
    async handle(context, exchange) {
      const { request } = exchange
      const form = isForm(request.headers) ? await readBody(request) : undefined
      const parameters = new URLSearchParams(form?.toString('utf8'))
      const called = identify(services, rest, exchange, parameters)
      if (called === undefined) return refuse(context, exchange, absentCall(exchange, parameters))
      await answer({ context, exchange, ...called, body: form ?? (await readBody(request)), ...options })
    },
  }
}

function isForm({ 'content-type': type = '' }: IncomingHttpHeaders): boolean {
  return type.startsWith('application/x-www-form-urlencoded')
}

/** Whatever the body is, an object of gigabytes too, it is read away and not kept. */
function refuse(context: CloudContext, exchange: Exchange, { service, operation, format }: AbsentCall): void {
  exchange.request.resume()
  const reply = errorReply(format, absentHere(`${service} ${operation}`), exchange.requestId)
  const { status, error = '' } = reply
  context.timeline.record({ kind: 'call', service, operation, status, error })
  send(exchange, reply)
}

interface ApiCall<Context extends CloudContext> extends Called<Context>, ApiOptions<Context> {
  readonly context: Context
  readonly exchange: Exchange
  readonly body: Buffer
}

async function answer<Context extends CloudContext>(call: ApiCall<Context>): Promise<void> {
  const { context, exchange, requests } = call
  const seen = { ...factsOf(call), changes: !/^(Get|List|Describe|BatchGet|BatchCheck|Filter)/.test(call.operation) }
  if (await requests.before(seen, context.stopping)) return fallSilent(exchange, 'RESET')
  const fault = takeFault(call.faults, seen)
  await interfere(context, fault, () => call.expirePasswords(context))
  const silence = isSilence(fault?.code) ? fault.code : undefined
  const reply = await replyTo(call, fault, seen)
  const { status, error } = silence === undefined ? reply : { status: 0, error: silence }
  context.timeline.record({ kind: 'call', ...seen, status, ...(error !== undefined && { error }) })
  if (await requests.after({ ...seen, status, error }, context.stopping)) return fallSilent(exchange, 'RESET')
  if (silence !== undefined) return fallSilent(exchange, silence)
  send(exchange, { ...reply, headers: { ...reply.headers, ...fault?.headers } })
}

function factsOf<Context extends CloudContext>({ service, operation, protocol, body }: ApiCall<Context>): RequestFacts {
  const named = isJsonLike(protocol) ? /"repositoryName"\s*:\s*"([^"\\]*)"/.exec(body.toString('utf8'))?.[1] : undefined
  return { service: service.name, operation, ...(named !== undefined && { repository: named }) }
}

/** The real reply, or the one that a fault gives instead of it, or after it. */
async function replyTo<Context extends CloudContext>(
  call: ApiCall<Context>,
  fault: Fault | undefined,
  facts: RequestFacts,
): Promise<ApiReply> {
  const { context, protocol, exchange } = call
  const { code } = fault ?? {}
  if (fault === undefined || code === undefined || code === 'EXPIRE') return perform(call)
  if (fault.applied === true) await perform(call)
  return errorReply(protocol, injectedError(context, { ...fault, code }, facts), exchange.requestId)
}

async function perform<Context extends CloudContext>(call: ApiCall<Context>): Promise<ApiReply> {
  const { context, exchange, service, operation, protocol, body, credentials, witness } = call
  const called = { service, operation, protocol }
  let raw: unknown
  try {
    // Before the signature: some calls that are absent have none, as STS's AssumeRoleWithWebIdentity.
    const { entry, input: shape, output: outputShape } = find(called)
    const { accessKeyId } = checkSignature(exchange.request.headers, service, protocol, credentials)
    const parsed = parseInput(service, protocol, operation, entry, shape, body)
    raw = parsed.raw
    const output = await entry.run(context, parsed.input, { accessKeyId, requestId: exchange.requestId }, parsed.raw)
    const reply = successReply(protocol, operation, outputShape, output, exchange.requestId)
    witness?.success({ ...called, raw, output, body: reply.body })
    return reply
  } catch (caught) {
    const error = asAwsError(caught)
    witness?.failure({ ...called, raw, error })
    return errorReply(protocol, error, exchange.requestId)
  }
}

function find<Context>({ service, operation: name, protocol }: Called<Context>): {
  entry: Operation<Context>
  input: Structure
  output: Structure
} {
  const shapes = model(service.name).operation(name)
  const entry = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined
  if (shapes !== undefined && entry !== undefined) return { entry, ...shapes }
  if (shapes !== undefined) throw absentHere(`${service.name} ${name}`)
  throw protocol.kind === 'query'
    ? new AwsError('InvalidAction', `Could not find operation ${name} for version ${protocol.version}`)
    : new AwsError('UnknownOperationException', `${service.name} has no operation ${name}`)
}

/** Whatever is not an error of the service is one of ours: shown whole, so that it can be fixed. */
function asAwsError(caught: unknown): AwsError {
  if (caught instanceof AwsError) return caught
  const text = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)
  return new AwsError('InternalFailure', `the local cloud failed: ${text}`, 500)
}
