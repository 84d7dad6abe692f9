import type { PackageSpec } from './package-spec.ts'

/** A file that a commit moved. */
export interface Move {
  readonly from: string
  readonly to: string
}

/** The file or folder that a pattern cannot leave: `libs` of `libs/*.ts`; `undefined` where that is the whole repository. */
export function placeOf(pattern: string): string | undefined {
  const wildcard = pattern.search(/[*?]/)
  const place = wildcard === -1 ? pattern : pattern.slice(0, Math.max(0, pattern.lastIndexOf('/', wildcard)))
  return place === '' || place === '.' ? undefined : place
}

/** Where what is at a place was before, nearest first: each move, newest first, of a file that keeps its path below. */
export function formerPlaces(place: string, newestFirst: readonly Move[]): readonly string[] {
  const places = new Set([place])
  for (const move of newestFirst) {
    for (const each of [...places]) {
      const former = formerPlace(each, move)
      if (former !== undefined) places.add(former)
    }
  }
  return [...places].slice(1)
}

function formerPlace(place: string, { from, to }: Move): string | undefined {
  if (to === place) return from
  if (!to.startsWith(`${place}/`)) return undefined
  const below = to.slice(place.length)
  return from.endsWith(below) ? from.slice(0, -below.length) : undefined
}

/** The package with the same paths below where a place of it was before. */
export function withFormer({ name, include, exclude }: PackageSpec, place: string, former: string): PackageSpec {
  const moved = (patterns: readonly string[]): readonly string[] => [
    ...patterns,
    ...patterns
      .filter((pattern) => isBelow(pattern, place))
      .map((pattern) => `${former}${pattern.slice(place.length)}`),
  ]
  return { name, include: moved(include), exclude: moved(exclude) }
}

function isBelow(pattern: string, place: string): boolean {
  return pattern === place || pattern.startsWith(`${place}/`)
}
