import type { Shape, Structure } from '@slipway/local-cloud-frame/schema'
import type { Enums, MemberEnums } from './enums.ts'

/** How a value is written: as JSON on the wire, or as the SDK's types have it (Query, whose wire is XML). */
export type Form = 'json' | 'typed'

/** Everything in `value` that the shape does not allow: a path and what is wrong there. */
export function walk(shape: Structure, value: unknown, form: Form, enums: Enums): readonly string[] {
  const found: string[] = []
  visit(shape, value, { path: '', form, enums, found, allowed: {} })
  return found
}

interface Visit {
  readonly path: string
  readonly form: Form
  readonly enums: Enums
  readonly found: string[]
  /** Enums of the member that is being visited. */
  readonly allowed: MemberEnums
}

function visit(shape: Shape, value: unknown, at: Visit): void {
  switch (shape.kind) {
    case 'structure':
      return isObject(value) ? visitMembers(shape, value, at) : report(at, 'a structure', value)
    case 'list':
      if (!Array.isArray(value)) return report(at, 'a list', value)
      return value.forEach((item, index) => visit(shape.item(), item, { ...at, path: `${at.path}[${index}]` }))
    case 'map':
      return isObject(value) ? visitMap(shape.value(), value, at) : report(at, 'a map', value)
    case 'timestamp':
      return isTimestamp(value, at.form) ? undefined : report(at, 'a timestamp', value)
    case 'blob':
      return isBlob(value, at.form) ? undefined : report(at, 'bytes', value)
    case 'string':
      return typeof value === 'string' ? visitEnum(value, at) : report(at, 'a string', value)
    case 'number':
    case 'boolean':
      return typeof value === shape.kind ? undefined : report(at, `a ${shape.kind}`, value)
    case 'document':
      return undefined
  }
}

function visitMembers(shape: Structure, value: Readonly<Record<string, unknown>>, at: Visit): void {
  for (const [name, held] of Object.entries(value)) {
    if (held === undefined) continue
    const path = at.path === '' ? name : `${at.path}.${name}`
    const member = shape.members.get(name)
    if (member === undefined) at.found.push(`${path}: ${shape.name} has no member ${name}`)
    else visit(member(), held, { ...at, path, allowed: at.enums.get(shape.name)?.get(name) ?? {} })
  }
}

function visitMap(item: Shape, value: Readonly<Record<string, unknown>>, at: Visit): void {
  for (const [key, held] of Object.entries(value)) {
    const path = `${at.path}.${key}`
    if (at.allowed.keys?.has(key) === false) at.found.push(`${path}: "${key}" is not among ${shown(at.allowed.keys)}`)
    visit(item, held, { ...at, path })
  }
}

function visitEnum(value: string, { path, allowed, found }: Visit): void {
  if (allowed.values?.has(value) === false) found.push(`${path}: "${value}" is not among ${shown(allowed.values)}`)
}

function report({ path, found }: Visit, wanted: string, value: unknown): void {
  found.push(`${path === '' ? 'the body' : path}: ${JSON.stringify(value) ?? String(value)} is not ${wanted}`)
}

/** Seconds since 1970, so neither milliseconds nor a text. */
function isTimestamp(value: unknown, form: Form): boolean {
  if (form === 'typed') return value instanceof Date && !Number.isNaN(value.getTime())
  return typeof value === 'number' && value >= 0 && value < 100_000_000_000
}

function isBlob(value: unknown, form: Form): boolean {
  return form === 'typed'
    ? value instanceof Uint8Array
    : typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function shown(values: ReadonlySet<string>): string {
  return [...values].join(', ')
}
