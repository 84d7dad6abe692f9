import type { IncomingHttpHeaders } from 'node:http'
import type { ErrorFormat } from './api-reply.ts'
import { signedFor } from './aws-request.ts'
import { cborPath } from './identify.ts'
import type { Exchange } from './route.ts'

/** A call of a service that the local cloud does not have, or does not have in this protocol or version. */
export interface AbsentCall {
  /** As its signature says; where there is none, as the request names it otherwise. */
  readonly service: string
  /** As AWS names it; of REST services, whose model would be needed for that, method and path. */
  readonly operation: string
  /** How a client of that service reads an error. */
  readonly format: ErrorFormat
}

/** Names a call for its refusal, from what each protocol of AWS carries. `form` is the body of a Query request. */
export function absentCall({ request, url }: Exchange, form: URLSearchParams): AbsentCall {
  const { headers, method = 'GET' } = request
  const scope = signedFor(headers, url)
  return (
    byTarget(scope, headers) ??
    byCborPath(scope, url) ??
    byAction(scope, method, form.has('Action') ? form : url.searchParams) ??
    byPath(scope, method, url)
  )
}

function byTarget(scope: string | undefined, headers: IncomingHttpHeaders): AbsentCall | undefined {
  const target = headers['x-amz-target']
  if (typeof target !== 'string' || target === '') return undefined
  const dot = target.lastIndexOf('.')
  const targetPrefix = target.slice(0, Math.max(0, dot))
  const version = headers['content-type']?.includes('json-1.0') === true ? '1.0' : '1.1'
  const format = { kind: 'json', version, targetPrefix } as const
  return { service: scope ?? targetPrefix, operation: target.slice(dot + 1), format }
}

function byCborPath(scope: string | undefined, { pathname }: URL): AbsentCall | undefined {
  const [, serviceName, operation] = cborPath.exec(pathname) ?? []
  if (serviceName === undefined || operation === undefined) return undefined
  return { service: scope ?? serviceName, operation, format: { kind: 'cbor', serviceName } }
}

/** One signing name may have several APIs, as Classic Load Balancers and Application Load Balancers: the version tells. */
function byAction(scope: string | undefined, method: string, parameters: URLSearchParams): AbsentCall | undefined {
  const action = parameters.get('Action')
  if (action === null) return undefined
  const version = parameters.get('Version') ?? 'unknown'
  const service = scope ?? 'a service'
  const operation = `${action}${method === 'POST' ? '' : ` by ${method}`} (API version ${version})`
  const namespace = `https://${scope ?? 'aws'}.amazonaws.com/doc/${version}/`
  return { service, operation, format: scope === 'ec2' ? { kind: 'ec2' } : { kind: 'query', version, namespace } }
}

/** Services that speak REST with XML; every other one speaks it with JSON. */
const xmlServices: Readonly<Record<string, ErrorFormat>> = {
  s3: { kind: 's3' },
  s3express: { kind: 's3' },
  's3-object-lambda': { kind: 's3' },
  's3-outposts': { kind: 's3' },
  cloudfront: { kind: 'rest-xml' },
  route53: { kind: 'rest-xml' },
}

function byPath(scope: string | undefined, method: string, { pathname }: URL): AbsentCall {
  const format = (scope === undefined ? undefined : xmlServices[scope]) ?? { kind: 'rest-json' }
  return { service: scope ?? 'a service', operation: `${method} ${pathname}`, format }
}
