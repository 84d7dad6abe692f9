import { packageMatcher } from './package-matcher.ts'
import { packageSets } from './package-sets.ts'
import type { PackageSpec } from './package-spec.ts'

/** A package, and the commit of the release after which its range starts; `undefined` before the first one. */
export interface PackageBase {
  readonly spec: PackageSpec
  readonly base: string | undefined
}

/** A commit as a log tells it: the shas of its parents blank-separated, and the paths that it changes. */
export interface HistoryCommit {
  readonly sha: string
  readonly parents: string
  readonly paths: readonly string[]
}

/** The ranges of several packages, told from one pass over a history. */
export interface HistorySplit<C extends HistoryCommit, J> {
  /** Takes the next commit. `false` when no later one can belong to a range, so that the pass may end. */
  take(commit: C): boolean
  /** For each package, in their order: its commits, newest first. */
  readonly ranges: readonly (readonly J[])[]
  /** The commits that change no path of any package, and that no base contains; newest first. */
  readonly unowned: readonly Unowned<J>[]
  /** The shas of commits without paths that are in the ranges because they speak to all packages. */
  readonly everywhere: ReadonlySet<string>
}

/** A commit of no package, and the first of the paths that it changes, where it changes any. */
export interface Unowned<J> {
  readonly commit: J
  readonly path: string | undefined
}

/** What a split asks about commits and paths. */
export interface Splitting<C, J> {
  readonly judge: (commit: C) => J
  /** Whether a commit that changes no path speaks to every package. */
  readonly isForAll?: (commit: J) => boolean
  /** Packages that have no range here, whose commits are theirs all the same. */
  readonly others?: readonly PackageSpec[]
}

/**
 * Splits a history that is fed newest first, no commit before one of its children, and from one head that contains the
 * bases. A commit belongs to the range of a package when it changes one of its paths and its base does not contain it.
 * One that changes no path belongs to the packages that are the whole repository, and to all if it speaks to all. A merge
 * without paths has nothing of its own, and speaks to nobody. Judged is what belongs somewhere or to nobody, once.
 */
export function splitHistory<C extends HistoryCommit, J>(
  packages: readonly PackageBase[],
  { judge, isForAll = () => false, others = [] }: Splitting<C, J>,
): HistorySplit<C, J> {
  const ranges = packages.map((): J[] => [])
  const unowned: Unowned<J>[] = []
  const everywhere = new Set<string>()
  const passed = passedBases(packages)
  const owners = pathOwners([...packages.map(({ spec }) => spec), ...others])
  const ownersOf = ({ sha, paths, parents }: C, judged: () => J): Iterable<number> => {
    if (paths.length > 0 || isMerge(parents) || !isForAll(judged())) return owners(paths)
    everywhere.add(sha)
    return ranges.keys()
  }
  return {
    ranges,
    unowned,
    everywhere,
    take(commit) {
      const { out, isOver } = passed(commit)
      const judged = once(() => judge(commit))
      let isOwned = isEmptyMerge(commit) && !isForAll(judged())
      for (const index of ownersOf(commit, judged)) {
        isOwned = true
        if (!out.has(index)) ranges[index]?.push(judged())
      }
      if (!isOwned && out.size === 0) unowned.push({ commit: judged(), path: commit.paths[0] })
      return !isOver
    },
  }
}

function isEmptyMerge({ paths, parents }: HistoryCommit): boolean {
  return paths.length === 0 && isMerge(parents)
}

function isMerge(parents: string): boolean {
  return parents.includes(' ')
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

interface Passed {
  /** The packages whose base contains the commit. */
  readonly out: Pick<ReadonlySet<number>, 'has' | 'size'>
  /** Whether that holds of all packages, for every commit that is still to come. */
  readonly isOver: boolean
}

/** Hands on, from child to parent, whose bases contain a commit; it remembers no more than the edge of what was seen. */
function passedBases(packages: readonly PackageBase[]): (commit: HistoryCommit) => Passed {
  const sets = packageSets(packages.length)
  const starts = new Map<string, number>()
  for (const [index, { base }] of packages.entries()) {
    if (base !== undefined) starts.set(base, sets.union(starts.get(base) ?? sets.none, sets.single(index)))
  }
  const edge = new Map<string, number>()
  let open = 0
  const handOn = (sha: string, set: number): void => {
    const before = edge.get(sha)
    const joined = sets.union(before ?? sets.none, set)
    open += Number(!sets.isFull(joined)) - Number(before !== undefined && !sets.isFull(before))
    edge.set(sha, joined)
  }
  return ({ sha, parents }) => {
    const before = edge.get(sha)
    const set = sets.union(before ?? sets.none, starts.get(sha) ?? sets.none)
    if (before !== undefined && edge.delete(sha) && !sets.isFull(before)) open -= 1
    for (const parent of parents.split(' ')) if (parent !== '') handOn(parent, set)
    return { out: sets.members(set), isOver: open === 0 }
  }
}

/** Whose paths a commit changes, each package once. */
function pathOwners(specs: readonly PackageSpec[]): (paths: readonly string[]) => Iterable<number> {
  const ownersOf = packageMatcher(specs)
  const whole = [...specs.keys()].filter((index) => specs[index]?.include.includes('.') === true)
  return (paths) => {
    const [first, ...others] = paths
    if (first === undefined) return whole
    if (others.length === 0) return ownersOf(first)
    return new Set(paths.flatMap(ownersOf))
  }
}
