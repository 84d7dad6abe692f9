import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import * as inspector2 from '@aws-sdk/client-inspector2'
import * as sts from '@aws-sdk/client-sts'
import { shape, type Shape, type Structure } from './schema.ts'

/** What the SDK's client of a service says about it. */
export interface Model {
  readonly packageName: string
  /** Every export of the client: schemas (`…$`), enum objects, commands. */
  readonly exports: Readonly<Record<string, unknown>>
  readonly operationNames: readonly string[]
  /** Undefined where the service has no such operation. */
  operation(name: string): { readonly input: Structure; readonly output: Structure } | undefined
  /** Undefined where the service has no such exception. */
  error(name: string): Structure | undefined
  /** HTTP status of an exception, where its shape says it. */
  errorStatus(name: string): number | undefined
  /** Every operation that has a method and a path of its own. */
  readonly httpOperations: readonly HttpOperation[]
}

export interface HttpOperation {
  readonly name: string
  readonly method: string
  readonly path: RegExp
}

const clients: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>]>> = {
  ecr: ['@aws-sdk/client-ecr', ecr],
  ecs: ['@aws-sdk/client-ecs', ecs],
  elasticloadbalancing: ['@aws-sdk/client-elastic-load-balancing-v2', elb],
  inspector2: ['@aws-sdk/client-inspector2', inspector2],
  logs: ['@aws-sdk/client-cloudwatch-logs', logs],
  monitoring: ['@aws-sdk/client-cloudwatch', cloudwatch],
  sts: ['@aws-sdk/client-sts', sts],
}

/** The model of a service by its `Service.name`, which is its SigV4 scope. */
export function model(serviceName: string): Model {
  const entry = clients[serviceName]
  if (entry === undefined) throw new TypeError(`no SDK client is known for the service ${serviceName}`)
  const [packageName, exports] = entry
  return {
    packageName,
    exports,
    operationNames: Object.values(exports).flatMap((schema) =>
      Array.isArray(schema) && schema[0] === 9 ? [String(schema[2])] : [],
    ),
    operation(name) {
      const schema = exports[`${name}$`]
      if (!Array.isArray(schema) || schema[0] !== 9) return undefined
      return { input: asStructure(shape(schema[4])), output: asStructure(shape(schema[5])) }
    },
    error(name) {
      const schema = exports[`${name}$`]
      return Array.isArray(schema) && schema[0] === -3 ? asStructure(shape(schema)) : undefined
    },
    errorStatus(name) {
      const schema = exports[`${name}$`]
      if (!Array.isArray(schema) || schema[0] !== -3) return undefined
      return (schema[3] as { readonly httpError?: number }).httpError
    },
    httpOperations: Object.values(exports).flatMap(httpOperation),
  }
}

/** Traits of an operation are its fourth entry; `http` is method, path and status. */
function httpOperation(schema: unknown): readonly HttpOperation[] {
  if (!Array.isArray(schema) || schema[0] !== 9) return []
  const [name, traits] = schema.slice(2) as [string, { readonly http?: readonly [string, string, number] }]
  const [method, path] = traits.http ?? []
  if (method === undefined || path === undefined) return []
  return [{ name, method, path: new RegExp(`^${path.replaceAll(/\{[^{}]+\}/g, '[^/]+')}$`) }]
}

function asStructure(value: Shape): Structure {
  if (value.kind !== 'structure') throw new TypeError(`an operation's input or output is a ${value.kind}`)
  return value
}
