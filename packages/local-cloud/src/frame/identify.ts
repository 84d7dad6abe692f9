import { model } from './model.ts'
import type { Service } from './operation.ts'
import type { Exchange } from './route.ts'

/** Which operation of which service a request calls. */
export interface Called {
  readonly service: Service
  readonly operation: string
}

/** Where the operations of a REST-JSON service are. */
export interface RestPaths {
  find(method: string, path: string): Called | undefined
}

/** Every operation that AWS has, those that the local cloud lacks included: they are refused by name. */
export function restPaths(services: readonly Service[]): RestPaths {
  const all = services
    .filter(({ protocol }) => protocol.kind === 'rest-json')
    .flatMap((service) => model(service.name).httpOperations.map((entry) => ({ ...entry, service })))
  return {
    find(method, path) {
      const found = all.find((entry) => entry.method === method && entry.path.test(path))
      return found && { service: found.service, operation: found.name }
    },
  }
}

/** By path, by X-Amz-Target, or by the form's Action and Version. */
export function identify(
  services: readonly Service[],
  rest: RestPaths,
  { request, url }: Exchange,
  body: Buffer,
): Called | undefined {
  if (url.pathname !== '/') return rest.find(request.method ?? 'GET', url.pathname)
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
