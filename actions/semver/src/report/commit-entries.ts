import type { RangeCommit } from '@slipway/versioning'
import type { PackageRelease } from '../result.ts'
import { commitEntry } from './commit-entry.ts'
import { byWeight } from './range-order.ts'

/** Characters; all outputs of a job together may have 1 MiB. */
const outputLimit = 60_000
/** Below this no entry fits. */
const smallestEntry = 150
/** Entries that may be too long for the rest before no other one is tried. */
const patience = 20

/**
 * The output `commits`: a JSON array of whole entries, those that release first, as many as fit. An entry that does not
 * fit gives way to those after it.
 */
export function commitsOutput(releases: readonly PackageRelease[], limit: number = outputLimit): string {
  const entries: string[] = []
  let [room, misses] = [limit - 2, 0]
  for (const [release, commit] of weighed(releases, Math.ceil(limit / smallestEntry) + patience)) {
    if (room < smallestEntry || misses > patience) break
    const entry = commitEntry(commit, release.name)
    const fits = entry.length < room
    if (fits) entries.push(entry)
    if (fits) room -= entry.length + 1
    else misses += 1
  }
  return `[${entries.join(',')}]`
}

/** What the commits of all packages weigh, taken together: no package hides what another one releases. */
function* weighed(
  releases: readonly PackageRelease[],
  most: number,
): Generator<readonly [PackageRelease, RangeCommit]> {
  const ordered = releases.map((release) => ({ release, commits: byWeight(release.plan.commits, most) }))
  for (const wanted of [true, false]) {
    for (const { release, commits } of ordered) {
      for (const commit of commits) if ((commit.bump !== 'none') === wanted) yield [release, commit]
    }
  }
}
