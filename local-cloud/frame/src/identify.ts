import { signedFor } from './aws-request.ts'
import { model } from './model.ts'
import type { Protocol, Service } from './operation.ts'
import type { Exchange } from './route.ts'

/** Which operation of which service a request calls, and in which of the service's protocols. */
export interface Called<Context = never> {
  readonly service: Service<Context>
  readonly operation: string
  readonly protocol: Protocol
}

/** Where the operations of a REST-JSON service are. */
export interface RestPaths<Context = never> {
  find(method: string, path: string): Called<Context> | undefined
}

/** https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html#requests */
export const cborPath: RegExp = /^\/service\/([^/]+)\/operation\/([^/]+)$/

/** Every operation that AWS has, those that the local cloud lacks included: they are refused by name. */
export function restPaths<Context>(services: readonly Service<Context>[]): RestPaths<Context> {
  const all = services.flatMap((service) => {
    const protocol = service.protocols.find(({ kind }) => kind === 'rest-json')
    if (protocol === undefined) return []
    return model(service.name).httpOperations.map((entry) => ({ ...entry, service, protocol }))
  })
  return {
    find(method, path) {
      const found = all.find((entry) => entry.method === method && entry.path.test(path))
      return found && { service: found.service, operation: found.name, protocol: found.protocol }
    },
  }
}

/** By path, by X-Amz-Target, or by the form's Action and Version. */
export function identify<Context>(
  services: readonly Service<Context>[],
  rest: RestPaths<Context>,
  { request, url }: Exchange,
  form: URLSearchParams,
): Called<Context> | undefined {
  const { method = 'GET', headers } = request
  if (url.pathname !== '/') {
    const called = byCborPath(services, url.pathname) ?? rest.find(method, url.pathname)
    return isForeign(services, signedFor(headers, url)) ? undefined : called
  }
  if (method !== 'POST') return undefined
  const target = headers['x-amz-target']
  return typeof target === 'string' ? byTarget(services, target) : byAction(services, form)
}

/** Many REST services have the same paths, as `GET /tags/ARN`: the signature tells that another one is meant. */
function isForeign(services: readonly Service[], scope: string | undefined): boolean {
  return scope !== undefined && !services.some(({ name }) => name === scope)
}

function byTarget<Context>(services: readonly Service<Context>[], target: string): Called<Context> | undefined {
  const dot = target.lastIndexOf('.')
  const prefix = target.slice(0, Math.max(0, dot))
  return speaking(services, target.slice(dot + 1), (each) => each.kind === 'json' && each.targetPrefix === prefix)
}

function byCborPath<Context>(services: readonly Service<Context>[], path: string): Called<Context> | undefined {
  const [, name, operation = ''] = cborPath.exec(path) ?? []
  return speaking(services, operation, (each) => each.kind === 'cbor' && each.serviceName === name)
}

function byAction<Context>(services: readonly Service<Context>[], form: URLSearchParams): Called<Context> | undefined {
  const operation = form.get('Action')
  if (operation === null) return undefined
  return speaking(services, operation, (each) => each.kind === 'query' && each.version === form.get('Version'))
}

function speaking<Context>(
  services: readonly Service<Context>[],
  operation: string,
  meant: (protocol: Protocol) => boolean,
): Called<Context> | undefined {
  for (const service of services) {
    const protocol = service.protocols.find(meant)
    if (protocol !== undefined) return { service, operation, protocol }
  }
  return undefined
}
