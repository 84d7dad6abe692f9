import { validateHeaderName, validateHeaderValue } from 'node:http'

/** What a value that came over the control surface must be, in words, and whether it is. */
export type Check = readonly [wanted: string, holds: (value: unknown) => boolean]

export const text: Check = ['a string that is not empty', (value) => typeof value === 'string' && value !== '']
export const anyText: Check = ['a string', (value) => typeof value === 'string']
export const flag: Check = ['true or false', (value) => typeof value === 'boolean']
export const list: Check = ['a list', Array.isArray]
export const count: Check = ['a whole number from 0', (value) => Number.isSafeInteger(value) && (value as number) >= 0]
export const positive: Check = [
  'a whole number from 1 on',
  (value) => Number.isSafeInteger(value) && (value as number) >= 1,
]
export const errorStatus: Check = [
  'an HTTP status from 400 to 599',
  (value) => Number.isInteger(value) && (value as number) >= 400 && (value as number) < 600,
]
export const headers: Check = [
  'an object of strings that HTTP can send as headers',
  (value) => isObject(value) && Object.entries(value).every(([name, held]) => isHeader(name, held)),
]

/** What Node would refuse only when it answers. */
function isHeader(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return true
  } catch {
    return false
  }
}

export function oneOf(...values: readonly unknown[]): Check {
  return [`one of ${values.join(', ')}`, (value) => values.includes(value)]
}

export function listOf([wanted, holds]: Check): Check {
  return [`a list, each item ${wanted}`, (value) => Array.isArray(value) && value.every(holds)]
}

export function either([one, holdsOne]: Check, [other, holdsOther]: Check): Check {
  return [`${one} or ${other}`, (value) => holdsOne(value) || holdsOther(value)]
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type Members = Readonly<Record<string, Check>>

/**
 * Holds an object that came over the control surface against what it may have. Throws with the name of what it lacks,
 * of what is not known, or of what is something else than it must be: nothing is left out in silence.
 * `path` is where the object itself is, as `steps[0].`.
 */
export function checkMembers(
  what: string,
  members: Members,
  required: readonly string[],
  given: unknown,
  path = '',
): Readonly<Record<string, unknown>> {
  if (!isObject(given))
    throw new TypeError(
      `${path === '' ? what : `"${path.slice(0, -1)}"`} must be an object, not ${JSON.stringify(given)}`,
    )
  for (const [name, value] of Object.entries(given)) {
    const known = Object.hasOwn(members, name) ? members[name] : undefined
    if (known === undefined) throw new TypeError(`"${path}${name}" is not ${among(what, members)}`)
    const [wanted, holds] = known
    if (!holds(value)) throw new TypeError(`"${path}${name}" must be ${wanted}, not ${JSON.stringify(value)}`)
  }
  const missing = required.find((name) => given[name] === undefined)
  if (missing !== undefined) throw new TypeError(`${what} needs "${path}${missing}": ${members[missing]?.[0] ?? ''}`)
  return given
}

function among(what: string, members: Members): string {
  const names = Object.keys(members)
  return names.length === 0 ? `a member of ${what}, which has none` : `one of ${names.join(', ')}`
}

export function within(least: number, most: number): Check {
  return [`a number from ${least} to ${most}`, (value) => typeof value === 'number' && value >= least && value <= most]
}
