import { AwsError } from './aws-error.ts'
import type { Shape, Structure } from './schema.ts'

/**
 * The AWS Query protocol: form-encoded input (`Actions.member.1.Type=forward`), XML output.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function fromForm(shape: Structure, form: URLSearchParams): Record<string, unknown> {
  return (read(shape, '', new Map(form)) ?? {}) as Record<string, unknown>
}

/** Names of top-level members that the form carries, the protocol's own left out. */
export function formMembers(form: URLSearchParams): readonly string[] {
  const names = [...form.keys()].map((key) => key.split('.')[0] ?? key)
  return [...new Set(names)].filter((name) => name !== 'Action' && name !== 'Version')
}

type Form = ReadonlyMap<string, string>

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
      return readText(shape.kind, path, form.get(path))
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
  for (let index = 1; holds(form, `${path}.member.${index}`); index += 1) {
    items.push(read(item, `${path}.member.${index}`, form))
  }
  return items
}

function readMap(value: Shape, path: string, form: Form): Record<string, unknown> {
  const entries: Record<string, unknown> = {}
  for (let index = 1; ; index += 1) {
    const key = form.get(`${path}.entry.${index}.key`)
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
  if (form.has(path)) return true
  for (const key of form.keys()) if (key.startsWith(`${path}.`)) return true
  return false
}

/** Answer of a successful call. Members are written in the order of the shape; what the shape lacks is not written. */
export function successXml(
  operation: string,
  namespace: string,
  output: Structure,
  value: object,
  requestId: string,
): string {
  const result = output.members.size === 0 ? '' : element(`${operation}Result`, write(output, value))
  const metadata = element('ResponseMetadata', element('RequestId', requestId))
  return `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`
}

export function errorXml(namespace: string, error: AwsError, requestId: string): string {
  const type = element('Type', error.status < 500 ? 'Sender' : 'Receiver')
  const body = element('Error', type + element('Code', error.code) + element('Message', escape(error.message)))
  return `<ErrorResponse xmlns="${namespace}">${body}${element('RequestId', requestId)}</ErrorResponse>`
}

function write(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case 'structure':
      return [...shape.members]
        .map(([name, member]) => {
          const held = (value as Record<string, unknown>)[name]
          return held === undefined || held === null ? '' : element(name, write(member(), held))
        })
        .join('')
    case 'list':
      return (value as readonly unknown[]).map((item) => element('member', write(shape.item(), item))).join('')
    case 'map':
      return Object.entries(value as Record<string, unknown>)
        .map(([key, held]) =>
          element('entry', element('key', escape(key)) + element('value', write(shape.value(), held))),
        )
        .join('')
    case 'timestamp':
      return (value as Date).toISOString()
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64')
    case 'string':
    case 'number':
    case 'boolean':
    case 'document':
      return escape(String(value))
  }
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
