import {
  compareVersions,
  isOnChannel,
  isStable,
  type Refusal,
  type ReleaseLine,
  type ReleaseTag,
  type Version,
  type VersionPlan,
} from '@slipway/versioning'
import type { PastReleases } from '../reading/past-releases.ts'

/**
 * The release of a later commit, one that contains `head`, that the version is not below: with both, versions would
 * fall along the history. Stable releases and the steps of a channel are each a row of their own, so that a pre-release
 * from elsewhere does not hold up the stable release of what it contains.
 */
export async function laterRelease(
  version: Version,
  { base, reachable, releases }: Pick<PastReleases, 'base' | 'reachable' | 'releases'>,
  { head, line }: { readonly head: string; readonly line: ReleaseLine },
  /** Whether a commit contains `head`. */
  contains: (commit: string) => Promise<boolean>,
): Promise<ReleaseTag | undefined> {
  for (const tag of releases) {
    if (base !== undefined && compareVersions(tag.version, base.version) <= 0) break
    const isInRow = isStable(tag.version) || isOnChannel(line, tag.version)
    if (!isInRow || tag.commit === head || compareVersions(tag.version, version) > 0) continue
    if (!reachable.includes(tag) && (await contains(tag.commit))) return tag
  }
  return undefined
}

/** The plan of a commit whose changes were released with a later one: there is nothing left to do here. */
export function standDown(plan: VersionPlan, { name, commit }: ReleaseTag): VersionPlan {
  const { base } = plan
  const because = `superseded: ${name} is on ${commit}, which contains this commit`
  return { ...plan, bump: 'none', version: base?.version, tag: base?.name ?? '', because, refusal: undefined }
}

/** The refusal of a version that was given: it is not replaced by another one. */
export function refuseAbove(tag: string, head: string, later: ReleaseTag): Refusal {
  return {
    code: 'VERSION_ABOVE_LATER',
    message: `${tag} cannot be given to ${head}: it is not below ${later.name}, which is on ${later.commit}, a later commit that contains this one`,
    remedy: 'release the later commit, or give a lower version',
  }
}
