import { normalise } from './normalise.ts'
import { isObject, type JsonObject } from './json-object.ts'

/**
 * Where two definitions differ once normalised, as paths without values (an environment may hold secrets):
 * `cpu`, `containerDefinitions[api].image`. Empty when they mean the same. Tags count only when `wanted` sets them.
 */
export function differences(wanted: JsonObject, registered: JsonObject): readonly string[] {
  const { tags, ...rest } = normalise(registered)
  const right = 'tags' in wanted && tags !== undefined ? { ...rest, tags } : rest
  return [...differ('', normalise(wanted), right)]
}

function* differ(path: string, a: unknown, b: unknown): Generator<string> {
  if (JSON.stringify(a) === JSON.stringify(b)) return
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      yield* differ(path === '' ? key : `${path}.${key}`, a[key], b[key])
    }
    return
  }
  const left = byName(a)
  const right = byName(b)
  if (left === undefined || right === undefined) return yield path
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    yield* differ(`${path}[${name}]`, left.get(name), right.get(name))
  }
}

/** Members of a list of named things; `undefined` when it is none, or when a name comes twice. */
function byName(list: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(list) || !list.every((item) => isObject(item) && typeof item['name'] === 'string'))
    return undefined
  const named = new Map(list.map((item: JsonObject) => [String(item['name']), item]))
  return named.size === list.length ? named : undefined
}
