import { Failure } from '@slipway/outcome'
import { formerPlaces, placeOf, withFormer, type PackageSpec, type ReleaseTag } from '@slipway/versioning'
import type { History, Move } from '../history.ts'

/** A package, and the release after which its range starts. */
export interface Released {
  readonly spec: PackageSpec
  readonly base: ReleaseTag | undefined
}

/** A package as its range has to be read. */
export interface Followed {
  /** With the paths that it had before, as far as git knows that they moved. */
  readonly spec: PackageSpec
  readonly former: readonly string[]
  readonly warnings: readonly string[]
}

type Asked = Required<Pick<History, 'moves' | 'present'>>

/**
 * Looks for packages that moved since their last release: where a path is there now and was not then, commits to where it
 * was before are commits of the package. Only for these git is asked for moves, which is another walk over the range.
 */
export async function followMoves(
  { moves, present }: Pick<History, 'moves' | 'present'>,
  head: string,
  packages: readonly Released[],
): Promise<readonly Followed[]> {
  const there = present && (await present(packages.flatMap((each) => asked(each, head))).catch(unknown))
  if (moves === undefined || present === undefined || there === undefined)
    return packages.map(({ spec }) => asItIs(spec))
  const history = { moves: memory(moves), present }
  const followed: Followed[] = []
  for (const each of packages) followed.push(await follow(each, { history, head, there }))
  return followed
}

interface NamesNow {
  readonly history: Asked
  readonly head: string
  /** The places of packages where something is, each `commit:path`. */
  readonly there: ReadonlySet<string>
}

async function follow({ spec, base }: Released, known: NamesNow): Promise<Followed> {
  const { history, head, there } = known
  const places = placesOf(spec)
  const now = places.filter((place) => there.has(`${head}:${place}`))
  const before = places.filter((place) => there.has(`${base?.commit}:${place}`))
  const added = base === undefined ? [] : now.filter((place) => !before.includes(place))
  const isGone = now.length === 0 && !isOfRoot(spec)
  if (added.length === 0 && !isGone) return asItIs(spec)
  const moves = base === undefined ? [] : await history.moves({ from: [base.commit], to: head })
  if (isGone) return { ...asItIs(spec), warnings: [await nothingThere({ places, before, moves }, known)] }
  const moved = await movedFrom(added, moves, known)
  const isNew = moved.length === 0 && before.length === 0 && !isOfRoot(spec)
  return {
    spec: moved.reduce((each, { place, former }) => withFormer(each, place, former), spec),
    former: moved.map(({ former }) => former),
    warnings: isNew ? [notKnown(added, base)] : [],
  }
}

/** Where places were before, but for what is still there: that did not move. */
async function movedFrom(
  places: readonly string[],
  moves: readonly Move[],
  { history, head }: NamesNow,
): Promise<readonly { readonly place: string; readonly former: string }[]> {
  const found = places.flatMap((place) => formerPlaces(place, moves).map((former) => ({ place, former })))
  const still = await history.present(found.map(({ former }) => `${head}:${former}`))
  return found.filter(({ former }) => !still.has(`${head}:${former}`))
}

interface Gone {
  readonly places: readonly string[]
  /** Those that were there at the last release. */
  readonly before: readonly string[]
  readonly moves: readonly Move[]
}

async function nothingThere({ places, before, moves }: Gone, { history, head }: NamesNow): Promise<string> {
  const onward = moves.map(({ from, to }): Move => ({ from: to, to: from })).toReversed()
  const later = before.flatMap((place) => formerPlaces(place, onward))
  const now = await history.present(later.map((place) => `${head}:${place}`))
  const targets = later.filter((place) => now.has(`${head}:${place}`))
  const left = `there is nothing at ${places.join(', ')}${before.length === 0 ? '' : ' any more'}`
  return targets.length === 0
    ? `${left}: set its new path in packages, or leave the package out`
    : `${left}; it was moved to ${targets.join(', ')}: set this new path in packages, or commits there do not count`
}

function notKnown(places: readonly string[], base: ReleaseTag | undefined): string {
  return `${places.join(', ')} did not exist at ${base?.name}, and git finds nothing that was moved there: if the package had another path before, add that path to packages too, or commits to it do not count`
}

function asItIs(spec: PackageSpec): Followed {
  return { spec, former: [], warnings: [] }
}

function asked({ spec, base }: Released, head: string): readonly string[] {
  const commits = base === undefined ? [head] : [head, base.commit]
  return placesOf(spec).flatMap((place) => commits.map((commit) => `${commit}:${place}`))
}

function placesOf({ include }: PackageSpec): readonly string[] {
  return [...new Set(include.flatMap((pattern) => placeOf(pattern) ?? []))]
}

/** Whether something in the root of the repository may belong to it. */
function isOfRoot({ include }: PackageSpec): boolean {
  return include.some((pattern) => placeOf(pattern) === undefined)
}

/** A clone that lacks what it is asked for says so when its commits are read; moves are only not known then. */
function unknown(error: unknown): undefined {
  if (!(error instanceof Failure) || error.code !== 'GIT_FAILED') throw error
}

/** Asks once for each base. */
function memory(moves: Asked['moves']): Asked['moves'] {
  const known = new Map<string, ReturnType<Asked['moves']>>()
  return (range) => {
    const key = range.from.join(' ')
    const asked = known.get(key) ?? moves(range)
    known.set(key, asked)
    return asked
  }
}
