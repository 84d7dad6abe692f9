import type { RangeCommit } from '@slipway/versioning'
import type { PackageRelease } from '../result.ts'
import { commitEntries, type CommitEntry } from './commit-entry.ts'
import { byWeight } from './range-order.ts'

/** Characters; all outputs of a job together may have 1 MiB. */
const outputLimit = 60_000
/** Below this no entry fits. */
const smallestEntry = 150
/** Entries that may be too long for the rest before no other one is tried. */
const patience = 20
/** Entries that are joined before they are handed on. */
const batch = 100

/**
 * The output `commits`: a JSON array of whole entries, those that release first, as many as fit. An entry that does not
 * fit gives way to those after it.
 */
export function commitsOutput(releases: readonly PackageRelease[], limit: number = outputLimit): string {
  const entries: string[] = []
  let [room, misses] = [limit - 2, 0]
  for (const [entryOf, commit] of weighed(releases, Math.ceil(limit / smallestEntry) + patience)) {
    if (room < smallestEntry || misses > patience) break
    const entry = entryOf(commit)
    const fits = entry.length < room
    if (fits) entries.push(entry)
    if (fits) room -= entry.length + 1
    else misses += 1
  }
  return `[${entries.join(',')}]`
}

/** The file of all commits, a JSON array with a line for each, in pieces: a range may be long. */
export function* commitsFile(releases: readonly PackageRelease[]): Generator<string> {
  let [piece, held, first] = ['[\n', 0, true]
  for (const { name, plan } of releases) {
    const entryOf = commitEntries(name)
    for (const commit of plan.commits) {
      piece += (first ? '' : ',\n') + entryOf(commit)
      first = false
      held += 1
      if (held < batch) continue
      yield piece
      ;[piece, held] = ['', 0]
    }
  }
  yield `${piece}${first ? '' : '\n'}]\n`
}

/** What the commits of all packages weigh, taken together: no package hides what another one releases. */
function* weighed(releases: readonly PackageRelease[], most: number): Generator<readonly [CommitEntry, RangeCommit]> {
  const ordered = releases.map(({ name, plan }) => [commitEntries(name), byWeight(plan.commits, most)] as const)
  for (const wanted of [true, false]) {
    for (const [entryOf, commits] of ordered) {
      for (const commit of commits) if ((commit.bump !== 'none') === wanted) yield [entryOf, commit]
    }
  }
}
