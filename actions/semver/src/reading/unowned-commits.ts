import type { RangeCommit, Unowned } from '@slipway/versioning'
import type { History } from '../history.ts'
import { settle, type Reading } from './read-range.ts'

/** Of the commits that belong to no package those that ask for a release or a version, and are neither taken back nor skipped. */
export async function asking(
  history: Pick<History, 'brings'>,
  unowned: readonly Unowned<RangeCommit>[],
  reading: Pick<Reading, 'skip'>,
): Promise<readonly Unowned<RangeCommit>[]> {
  const heard = unowned.filter(({ commit }) => asks(commit) || commit.reverts !== undefined)
  if (heard.length === 0) return []
  const settled = await settle(history, { commits: heard.map(({ commit }) => commit) }, reading)
  return settled.flatMap((commit, index) => (asks(commit) ? [{ commit, path: heard[index]?.path }] : []))
}

function asks({ bump, releaseAs }: RangeCommit): boolean {
  return bump !== 'none' || releaseAs !== undefined
}

/** So many are named; the rest is counted. */
const most = 5

/** What is told of them: one line for all that ask for a release, one for each that asks for a version. */
export function unownedWarnings(unowned: readonly Unowned<RangeCommit>[]): readonly string[] {
  const releasing = unowned.filter(({ commit }) => commit.releaseAs === undefined)
  const byName = unowned.filter(({ commit }) => commit.releaseAs !== undefined)
  return [...(releasing.length === 0 ? [] : [releasingLine(releasing)]), ...byName.map(footerLine)]
}

function releasingLine(unowned: readonly Unowned<RangeCommit>[]): string {
  const one = unowned.length === 1
  const asked = one
    ? '1 commit asks for a release and changes no path of a package, so that it is in no version'
    : `${unowned.length} commits ask for a release and change no path of a package, so that they are in no version`
  const named = unowned
    .slice(0, most)
    .map(({ commit, path }) => `${commit.sha.slice(0, 7)} "${commit.header}" (${path ?? 'no path'})`)
  const more = unowned.length > most ? ` and ${unowned.length - most} more` : ''
  const remedy = one
    ? 'add the path to a package, or name the commit'
    : 'add the paths to packages, or name the commits'
  return `${asked}: ${named.join(', ')}${more}; ${remedy} in skip-commits`
}

function footerLine({ commit: { sha, releaseAs }, path }: Unowned<RangeCommit>): string {
  return `${sha.slice(0, 7)} asks for a version by "Release-As: ${releaseAs?.text}" and changes no path of a package (${path ?? 'no path'}), so that no package gets it: put the footer into a commit of the package, or into an empty commit, which asks for every package`
}
