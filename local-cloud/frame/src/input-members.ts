import { asksForNothing } from './asks-for-nothing.ts'
import type { Shape } from './schema.ts'

/** Paths of members that the shape does not have, at any depth, but of those that ask for nothing. */
export function unknownMembers(shape: Shape, value: unknown, path: string): readonly string[] {
  if (shape.kind !== 'structure') return inside(shape, value, path, unknownMembers)
  return Object.entries(value as object).flatMap(([name, held]) => {
    const at = join(path, name)
    const member = shape.members.get(name)
    if (member !== undefined) return unknownMembers(member(), held, at)
    return asksForNothing(held) ? [] : [at]
  })
}

/** Paths of required members that a typed input lacks, at any depth. */
export function missingMembers(shape: Shape, value: unknown, path: string): readonly string[] {
  if (shape.kind !== 'structure') return inside(shape, value, path, missingMembers)
  const given = value as Readonly<Record<string, unknown>>
  const missing = shape.required.filter((name) => given[name] === undefined).map((name) => join(path, name))
  const deeper = Object.entries(given).flatMap(([name, held]) => {
    const member = shape.members.get(name)
    return member === undefined ? [] : missingMembers(member(), held, join(path, name))
  })
  return [...missing, ...deeper]
}

type Finder = (shape: Shape, value: unknown, path: string) => readonly string[]

function inside(shape: Shape, value: unknown, path: string, find: Finder): readonly string[] {
  if (shape.kind === 'list') {
    return (value as readonly unknown[]).flatMap((item, index) => find(shape.item(), item, `${path}[${index}]`))
  }
  if (shape.kind === 'map') {
    return Object.entries(value as object).flatMap(([key, item]) => find(shape.value(), item, join(path, key)))
  }
  return []
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
