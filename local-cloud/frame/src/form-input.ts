import { AwsError } from './aws-error.ts'
import type { Shape, Structure } from './schema.ts'

export interface FormInput {
  readonly input: Readonly<Record<string, unknown>>
  /** Keys that the shape has no member for, the protocol's own and those without a value left out. */
  readonly unknown: readonly string[]
}

/**
 * Input of the AWS Query protocol: `Actions.member.1.Type=forward`.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#request-serialization
 */
export function fromForm(shape: Structure, parameters: URLSearchParams): FormInput {
  const form: Form = { values: new Map(parameters), used: new Set(['Action', 'Version']) }
  const input = (read(shape, '', form) ?? {}) as FormInput['input']
  return { input, unknown: unknownKeys(form) }
}

interface Form {
  readonly values: ReadonlyMap<string, string>
  /** Keys that were read. */
  readonly used: Set<string>
}

function unknownKeys({ values, used }: Form): readonly string[] {
  return [...values].flatMap(([key, value]) => (used.has(key) || value === '' ? [] : [key]))
}

function take(form: Form, path: string): string | undefined {
  form.used.add(path)
  return form.values.get(path)
}

function read(shape: Shape, path: string, form: Form): unknown {
  switch (shape.kind) {
    case 'structure':
      return readStructure(shape, path, form)
    case 'list':
      return readList(shape.item(), path, form)
    case 'map':
      return readMap(shape.value(), path, form)
    case 'string':
    case 'number':
    case 'boolean':
    case 'timestamp':
    case 'blob':
    case 'document':
      return readText(shape.kind, path, take(form, path))
  }
}

function readStructure(shape: Structure, path: string, form: Form): object | undefined {
  if (path !== '' && !holds(form, path)) return undefined
  const typed: Record<string, unknown> = {}
  for (const [name, member] of shape.members) {
    const at = path === '' ? name : `${path}.${name}`
    if (!holds(form, at)) continue
    const value = read(member(), at, form)
    if (value !== undefined) typed[name] = value
  }
  return typed
}

function readList(item: Shape, path: string, form: Form): unknown[] {
  const items: unknown[] = []
  // An empty list is the bare name without a value.
  if (form.values.get(path) === '') form.used.add(path)
  for (let index = 1; holds(form, `${path}.member.${index}`); index += 1) {
    items.push(read(item, `${path}.member.${index}`, form))
  }
  return items
}

function readMap(value: Shape, path: string, form: Form): Record<string, unknown> {
  const entries: Record<string, unknown> = {}
  for (let index = 1; ; index += 1) {
    const key = take(form, `${path}.entry.${index}.key`)
    if (key === undefined) return entries
    entries[key] = read(value, `${path}.entry.${index}.value`, form)
  }
}

function readText(kind: Exclude<Shape['kind'], 'structure' | 'list' | 'map'>, path: string, text = ''): unknown {
  switch (kind) {
    case 'string':
    case 'document':
      return text
    case 'number':
      if (text === '' || Number.isNaN(Number(text))) throw malformed(path, 'a number', text)
      return Number(text)
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw malformed(path, 'true or false', text)
      return text === 'true'
    case 'timestamp':
      if (Number.isNaN(Date.parse(text))) throw malformed(path, 'a timestamp', text)
      return new Date(text)
    case 'blob':
      return Buffer.from(text, 'base64')
  }
}

function malformed(path: string, wanted: string, text: string): AwsError {
  return new AwsError('MalformedInput', `${path} must be ${wanted}, not "${text}"`)
}

function holds(form: Form, path: string): boolean {
  if (form.values.has(path)) return true
  for (const key of form.values.keys()) if (key.startsWith(`${path}.`)) return true
  return false
}
