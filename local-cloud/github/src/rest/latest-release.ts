import type { Release } from '../release.ts'
import type { Repository } from '../state.ts'
import { validationFailed } from './github-error.ts'
import type { ReleaseChanges } from './release-members.ts'

/**
 * The release that was made the latest one; where none was, or it is gone, the one of the newest commit,
 * and of several the highest by name.
 */
export function latestRelease({ releases, latest }: Repository): Release | undefined {
  const able = releases.filter(({ draft, prerelease }) => !draft && !prerelease)
  if (latest !== undefined && able.includes(latest)) return latest
  return able.filter(({ makeLatest }) => makeLatest !== 'false').toSorted(laterFirst)[0]
}

function laterFirst(one: Release, other: Release): number {
  const byDate = other.createdAt.getTime() - one.createdAt.getTime()
  return byDate === 0 ? other.tagName.localeCompare(one.tagName, 'en', { numeric: true }) : byDate
}

/** Refuses to make what is no finished release the latest one. */
export function refuseUnfinishedLatest({ draft, prerelease }: Release, { makeLatest }: ReleaseChanges): void {
  if (makeLatest !== 'true' || !(draft || prerelease)) return
  const message = 'Latest release cannot be draft or prerelease.'
  throw validationFailed({ resource: 'Release', code: 'custom', message })
}

/** Takes down what a release that is public now says about being the latest one. */
export function noteLatest(repository: Repository, release: Release): void {
  if (release.makeLatest === 'true' && !release.prerelease) repository.latest = release
  else if (release.makeLatest === 'legacy' || repository.latest === release) repository.latest = undefined
}
