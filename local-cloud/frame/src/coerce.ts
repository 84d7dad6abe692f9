import { AwsError } from './aws-error.ts'
import type { Shape, Structure } from './schema.ts'

/**
 * A parsed JSON value as the SDK's types have it: epoch seconds become Date, base64 becomes bytes,
 * members outside the shape are left out. A value of another type is refused with SerializationException,
 * the AWS JSON protocols' word for it.
 */
export function fromJson(shape: Shape, value: unknown, path: string): unknown {
  switch (shape.kind) {
    case 'structure':
      return structureFromJson(shape, expectObject(value, path), path)
    case 'list':
      if (!Array.isArray(value)) throw wrongType(path, 'a list', value)
      return value.map((item, index) => fromJson(shape.item(), item, `${path}[${index}]`))
    case 'map':
      return Object.fromEntries(
        Object.entries(expectObject(value, path)).map(([key, item]) => [
          key,
          fromJson(shape.value(), item, `${path}.${key}`),
        ]),
      )
    case 'timestamp':
      return new Date(expect('number', value, path) * 1000)
    case 'blob':
      return Buffer.from(expect('string', value, path), 'base64')
    case 'string':
      return expect('string', value, path)
    case 'number':
      return expect('number', value, path)
    case 'boolean':
      return expect('boolean', value, path)
    case 'document':
      return value
  }
}

function structureFromJson(shape: Structure, value: Readonly<Record<string, unknown>>, path: string): object {
  const typed: Record<string, unknown> = {}
  for (const [name, member] of shape.members) {
    const given = value[name]
    if (given !== undefined) typed[name] = fromJson(member(), given, join(path, name))
  }
  return typed
}

interface Primitives {
  readonly string: string
  readonly number: number
  readonly boolean: boolean
}

function expect<Kind extends keyof Primitives>(kind: Kind, value: unknown, path: string): Primitives[Kind] {
  if (typeof value !== kind) throw wrongType(path, `a ${kind}`, value)
  return value as Primitives[Kind]
}

function expectObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(path, 'a structure', value)
  return value as Readonly<Record<string, unknown>>
}

function wrongType(path: string, wanted: string, value: unknown): AwsError {
  const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`
  return new AwsError('SerializationException', `${path === '' ? 'The body' : path} must be ${wanted}, not ${found}`)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** The answer as an AWS JSON protocol sends it: Date as epoch seconds, bytes as base64. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, shown: unknown) {
    // Date has a toJSON of its own, so the original is looked up on the holder.
    const original = this[key]
    if (original instanceof Date) return original.getTime() / 1000
    if (original instanceof Uint8Array) return Buffer.from(original).toString('base64')
    return shown
  })
}
