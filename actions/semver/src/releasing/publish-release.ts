import { isStable, type Version } from '@slipway/versioning'
import type { BurnedTag } from '@slipway/github'
import { highest } from './highest-release.ts'
import type { GitHub } from '../ports.ts'
import type { PackageRelease } from '../result.ts'

export interface Publication {
  readonly prefix: string
  readonly tag: string
  readonly commit: string
  readonly version: Version
  /** Markdown. */
  readonly notes: string
  /** Whether the release may be the repository's latest, if it is the highest: not with several packages. */
  readonly mayBeLatest: boolean
}

/** Draft, then publish. What an earlier run began is finished; what it finished is left alone. */
export async function publishRelease(
  { prefix, tag, commit, version, notes, mayBeLatest }: Publication,
  { releases, tags }: Pick<GitHub, 'releases' | 'tags'>,
): Promise<PackageRelease['release'] | BurnedTag> {
  const found = await releases.find(tag)
  if (found?.draft === false) return { url: found.url, state: 'already' }
  const prerelease = !isStable(version)
  const draft = found ?? (await releases.draft({ tag, commit, name: tag, body: notes, prerelease }))
  const latest = mayBeLatest && !prerelease && (await highest(tags, prefix, prefix, version)).tag === tag
  const published = await releases.publish(draft.id, latest)
  return 'kind' in published ? published : { url: published.url, state: 'published' }
}
