/**
 * Sets of packages, each once: a long history has few of them, so that joining two is nearly always a look-up.
 * A set is its number.
 */
export interface PackageSets {
  readonly none: number
  single(index: number): number
  union(a: number, b: number): number
  members(set: number): ReadonlySet<number>
  isFull(set: number): boolean
}

/** The sets of so many packages. */
export function packageSets(count: number): PackageSets {
  const sets: ReadonlySet<number>[] = []
  const numbers = new Map<string, number>()
  const unions = new Map<string, number>()
  const numberOf = (indexes: Iterable<number>): number => {
    const members = [...indexes].sort((a, b) => a - b)
    const key = members.join(' ')
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, sets.length)
    return sets.push(new Set(members)) - 1
  }
  const none = numberOf([])
  const members = (set: number): ReadonlySet<number> => sets[set] ?? new Set()
  const join = (a: number, b: number): number => {
    const key = `${a} ${b}`
    const known = unions.get(key)
    if (known !== undefined) return known
    const joined = numberOf(new Set([...members(a), ...members(b)]))
    unions.set(key, joined)
    return joined
  }
  return {
    none,
    single: (index) => numberOf([index]),
    union: (a, b) => (a === b || b === none ? a : a === none ? b : join(a, b)),
    members,
    isFull: (set) => members(set).size === count,
  }
}
