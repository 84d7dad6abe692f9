import { Failure } from '@slipway/outcome'

/** A value in a report and the way to it, which is only written out when something is wrong with the value. */
export interface Place {
  readonly value: unknown
  /** The report's name at its root, below it a member's name or an item's number. */
  readonly key: string | number
  readonly parent?: Place
}

/** Characters of a text that identifies something; the rest of a longer one would be somebody's attack, not a name. */
const longestName = 1024
/** Characters of prose that are kept. */
const longestProse = 4000

/** Members of JSON's own names only: `__proto__` and `constructor` are never looked up in a prototype. */
export function member(place: Place, key: string): Place {
  const { value } = place
  if (!isRecord(value)) return refuse(place, 'an object')
  return { value: Object.hasOwn(value, key) ? value[key] : undefined, key, parent: place }
}

/** The member, or undefined where it is absent or null: Go writes null for what is empty. */
export function optionalMember(place: Place, key: string): Place | undefined {
  const found = member(place, key)
  return found.value === undefined || found.value === null ? undefined : found
}

/** The items of a list, none where it is absent or null. */
export function items(place: Place, key: string): readonly Place[] {
  const list = optionalMember(place, key)
  return list === undefined ? [] : listed(list)
}

/** The items of a list that must be there. */
export function listed(place: Place): readonly Place[] {
  if (!Array.isArray(place.value)) return refuse(place, 'a list')
  return place.value.map((value: unknown, key) => ({ value, key, parent: place }))
}

/** The members of an object, each as a place; none where it is absent or null. */
export function entries(place: Place, key: string): readonly Place[] {
  const found = optionalMember(place, key)
  if (found === undefined) return []
  if (!isRecord(found.value)) return refuse(found, 'an object')
  return Object.entries(found.value).map(([name, value]) => ({ value, key: name, parent: found }))
}

/** A name that must be there. */
export function name(place: Place): string {
  const { value } = place
  if (typeof value !== 'string' || value === '') return refuse(place, 'a text that is not empty')
  if (value.length > longestName) return refuse(place, `a text of at most ${longestName} characters`)
  return value
}

/** A name that may be absent, null or empty. */
export function optionalName(place: Place, key: string): string | undefined {
  const found = optionalMember(place, key)
  return found === undefined || found.value === '' ? undefined : name(found)
}

/** Prose that may be absent, null or empty; a very long one is cut. */
export function prose(place: Place, key: string): string | undefined {
  const found = optionalMember(place, key)
  if (found === undefined || found.value === '') return undefined
  if (typeof found.value !== 'string') return refuse(found, 'a text')
  return found.value.length > longestProse ? `${found.value.slice(0, longestProse)}…` : found.value
}

/** A number within bounds, both included. */
export function between(place: Place, least: number, most: number): number {
  const { value } = place
  const fits = typeof value === 'number' && value >= least && value <= most
  return fits ? value : refuse(place, `a number from ${least} to ${most}`)
}

/** @throws {Failure} REPORT_INVALID, naming the report, the place and the value. */
export function refuse(place: Place, expected: string, remedy?: string): never {
  const { report, path } = wayTo(place)
  const message = `report ${report}: ${path === '' ? 'the whole' : path} must be ${expected}, not ${show(place.value)}`
  throw new Failure<'REPORT_INVALID'>('REPORT_INVALID', message, remedy === undefined ? {} : { remedy })
}

function wayTo(place: Place): { readonly report: string; readonly path: string } {
  if (place.parent === undefined) return { report: shortened(String(place.key)), path: '' }
  const { report, path } = wayTo(place.parent)
  const plain = typeof place.key === 'string' && /^\w{1,60}$/.test(place.key)
  const step = plain ? `${path === '' ? '' : '.'}${place.key}` : `[${show(place.key)}]`
  return { report, path: path + step }
}

/** A value on one line, however large it is. */
function show(value: unknown): string {
  if (value === undefined) return 'absent'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (isRecord(value)) return 'an object'
  return shortened(JSON.stringify(typeof value === 'string' ? value.slice(0, 100) : value))
}

/** Foreign text on one line of a message. */
export function shortened(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  return line.length > 100 ? `${line.slice(0, 100)}…` : line
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
