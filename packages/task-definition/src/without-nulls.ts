import { isObject, type JsonObject } from './json-object.ts'
import { isMember, lists } from './members.ts'

/**
 * Without members that are null: to AWS they are absent ones, and the console has exported them for years. Members that
 * AWS does not know yet stay as they were written.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function withoutNulls(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([name, value]) => value !== null || !isMember(name))
      .map(([name, value]) => [name, inner(value)]),
  )
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner)
  return isObject(value) ? withoutNulls(value) : value
}

/**
 * Where a list that AWS knows holds a null, as a path: a template left it there, and what it stood for is lost.
 * Members that are not known may mean something by it, and stay as they are.
 */
export function nullInList(value: unknown, path = '', name = ''): string | undefined {
  const entries = Array.isArray(value)
    ? value.map((item: unknown, index) => [`${path}[${index}]`, item, ''] as const)
    : isObject(value)
      ? Object.entries(value).map(([key, item]) => [path === '' ? key : `${path}.${key}`, item, key] as const)
      : []
  for (const [at, item, key] of entries) {
    if (item === null && Array.isArray(value) && lists.has(name)) return at
    const found = nullInList(item, at, key)
    if (found !== undefined) return found
  }
  return undefined
}
