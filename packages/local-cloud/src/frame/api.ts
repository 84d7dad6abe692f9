import { AwsError } from './aws-error.ts'
import { readBody } from './body.ts'
import { toJson } from './coerce.ts'
import type { Credentials } from './credentials.ts'
import { takeFault, type Faults } from './faults.ts'
import { parseInput, unsupportedHere } from './input.ts'
import { model } from './model.ts'
import type { Operation, Service } from './operation.ts'
import type { Exchange, Route } from './route.ts'
import type { Structure } from './schema.ts'
import { checkSignature } from './signature.ts'
import { errorXml, successXml } from './xml-output.ts'
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
  readonly witness: Witness | undefined
}

/** The AWS endpoint: `POST /` of every service, told apart by X-Amz-Target or by the form's Action and Version. */
export function apiRoute(services: readonly Service[], { credentials, faults, witness }: ApiOptions): Route {
  return {
    name: 'api',
    matches: (method, path) => method === 'POST' && path === '/',
    async handle(world, exchange) {
      const body = await readBody(exchange.request)
      const called = identify(services, exchange, body)
      if (called === undefined) return unknownService(exchange)
      await answer(world, exchange, called, body, { credentials, faults, witness })
    },
  }
}

interface Called {
  readonly service: Service
  readonly operation: string
}

function identify(services: readonly Service[], { request }: Exchange, body: Buffer): Called | undefined {
  const target = request.headers['x-amz-target']
  if (typeof target === 'string') return byTarget(services, target)
  const form = new URLSearchParams(body.toString('utf8'))
  const service = services.find(({ protocol }) => protocol.kind === 'query' && protocol.version === form.get('Version'))
  const operation = form.get('Action')
  return service === undefined || operation === null ? undefined : { service, operation }
}

function byTarget(services: readonly Service[], target: string): Called | undefined {
  const dot = target.lastIndexOf('.')
  const service = services.find(
    ({ protocol }) => protocol.kind === 'json' && protocol.targetPrefix === target.slice(0, dot),
  )
  return service && { service, operation: target.slice(dot + 1) }
}

function unknownService({ request, response }: Exchange): void {
  const named = request.headers['x-amz-target'] ?? 'neither X-Amz-Target nor a known Version'
  const message = `the local cloud has no service for this call (${String(named)})`
  response.writeHead(501, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ __type: 'UnsupportedByLocalCloud', message }))
}

async function answer(
  world: World,
  exchange: Exchange,
  called: Called,
  body: Buffer,
  { credentials, faults, witness }: ApiOptions,
): Promise<void> {
  const { service, operation } = called
  const record = (status: number, error?: string): void =>
    world.timeline.record({ kind: 'call', service: service.name, operation, status, ...(error && { error }) })
  const fault = takeFault(faults, service.name, operation)
  if (fault !== undefined) {
    record(fault.status, fault.code)
    return fail(exchange, service, fault)
  }
  let raw: unknown
  try {
    const { accessKeyId } = checkSignature(exchange.request.headers, service, credentials)
    const { entry, input: shape, output: outputShape } = find(service, operation)
    const parsed = parseInput(service, operation, entry, shape, body)
    raw = parsed.raw
    const output = await entry.run(world, parsed.input, { accessKeyId, requestId: exchange.requestId }, parsed.raw)
    const text = serialise(service, operation, outputShape, output, exchange.requestId)
    witness?.success({ service, operation, raw, output, body: text })
    record(200)
    send(exchange, service, 200, text)
  } catch (caught) {
    const error = asAwsError(caught)
    witness?.failure({ service, operation, raw, error })
    record(error.status, error.code)
    fail(exchange, service, error)
  }
}

function find(service: Service, name: string): { entry: Operation; input: Structure; output: Structure } {
  const shapes = model(service.name).operation(name)
  const entry = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined
  if (shapes !== undefined && entry !== undefined) return { entry, ...shapes }
  if (shapes !== undefined) throw unsupportedHere(`the local cloud does not have ${service.name} ${name}`)
  throw service.protocol.kind === 'json'
    ? new AwsError('UnknownOperationException', `${service.name} has no operation ${name}`)
    : new AwsError('InvalidAction', `Could not find operation ${name} for version ${service.protocol.version}`)
}

function serialise(service: Service, operation: string, shape: Structure, output: object, requestId: string): string {
  return service.protocol.kind === 'json'
    ? toJson(output)
    : successXml(operation, service.protocol.namespace, shape, output, requestId)
}

/** Whatever is not an error of the service is one of ours: shown whole, so that it can be mended. */
function asAwsError(caught: unknown): AwsError {
  if (caught instanceof AwsError) return caught
  const text = caught instanceof Error ? (caught.stack ?? caught.message) : String(caught)
  return new AwsError('InternalFailure', `the local cloud failed: ${text}`, 500)
}

function fail(exchange: Exchange, service: Service, error: AwsError): void {
  const text =
    service.protocol.kind === 'json'
      ? toJson({ __type: error.code, message: error.message, ...error.members })
      : errorXml(service.protocol.namespace, error, exchange.requestId)
  if (service.protocol.kind === 'json') exchange.response.setHeader('x-amzn-errortype', error.code)
  send(exchange, service, error.status, text)
}

function send({ response, requestId }: Exchange, service: Service, status: number, text: string): void {
  const type = service.protocol.kind === 'json' ? `application/x-amz-json-${service.protocol.version}` : 'text/xml'
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': requestId,
  })
  response.end(text)
}
