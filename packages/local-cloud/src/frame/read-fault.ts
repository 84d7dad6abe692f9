import type { Fault } from './faults.ts'

type Check = readonly [wanted: string, holds: (value: unknown) => boolean]

const text: Check = ['a string', (value) => typeof value === 'string']
const count: Check = ['a whole number from 0', (value) => Number.isInteger(value) && (value as number) >= 0]
const members: Readonly<Record<keyof Fault, Check>> = {
  service: text,
  operation: text,
  repository: text,
  after: count,
  times: ['a whole number from 0 or "always"', (value) => value === 'always' || count[1](value)],
  delayMs: count,
  code: text,
  message: text,
  status: ['an HTTP status', (value) => Number.isInteger(value) && (value as number) >= 400 && (value as number) < 600],
  headers: ['an object of strings', isHeaders],
  applied: ['true or false', (value) => typeof value === 'boolean'],
  afterBytes: count,
}

/** A fault that came over the control surface; refused by name where it is not one. */
export function readFault(body: unknown): Fault {
  if (typeof body !== 'object' || body === null) throw new TypeError('a fault is an object')
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(members, name))
      throw new TypeError(`"${name}" is not one of ${Object.keys(members).join(', ')}, clear`)
    const [wanted, holds] = members[name as keyof Fault]
    if (!holds(value)) throw new TypeError(`"${name}" must be ${wanted}`)
  }
  const fault = body as Fault
  if (fault.code === undefined && fault.delayMs === undefined)
    throw new TypeError('a fault has a "code" or a "delayMs"')
  return fault
}

function isHeaders(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((header) => typeof header === 'string')
  )
}
