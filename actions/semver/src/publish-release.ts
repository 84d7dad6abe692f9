import { compareVersions, formatVersion, isStable, seriesTags, type Version } from '@slipway/versioning'
import type { BurnedTag } from '@slipway/github'
import type { GitHub } from './ports.ts'
import type { FloatingTag, PackageRelease } from './result.ts'

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

/** Others may release at the same time: as long as they do, the highest is looked up again. */
const rounds = 10

/**
 * Puts `v1` and `v1.2` on the highest release of theirs; none for a pre-release. No release is attached to them, so that
 * they may move. The one who moves them last has looked after that: an older run never has the last word.
 */
export async function moveFloatingTags(
  { prefix, tag, commit, version }: Omit<Publication, 'notes' | 'mayBeLatest'>,
  { tags }: Pick<GitHub, 'tags'>,
): Promise<readonly FloatingTag[]> {
  if (!isStable(version)) return []
  const moved: FloatingTag[] = []
  for (const name of [`${version.major}`, `${version.major}.${version.minor}`]) {
    const state = await floatToHighest({ prefix, name, own: { tag, commit, version } }, tags)
    if (state !== undefined) moved.push({ tag: `${prefix}${name}`, state })
  }
  return moved
}

interface Floating {
  readonly prefix: string
  readonly name: string
  readonly own: { readonly tag: string; readonly commit: string; readonly version: Version }
}

/** `undefined`: another release is the highest, and has the floating tag. */
async function floatToHighest(
  { prefix, name, own }: Floating,
  tags: GitHub['tags'],
): Promise<FloatingTag['state'] | undefined> {
  let state: FloatingTag['state'] = 'unchanged'
  let target = await highest(tags, prefix, `${prefix}${name}.`, own.version, own.commit)
  for (let round = 1; round <= rounds; round++) {
    const now = await tags.float(`${prefix}${name}`, target.commit)
    if (now !== 'unchanged') state = now
    const next = await highest(tags, prefix, `${prefix}${name}.`, own.version, own.commit)
    if (next.tag === target.tag) break
    target = next
  }
  return target.tag === own.tag ? state : undefined
}

/** The highest stable release under a prefix, which is at least the version that was just tagged. */
async function highest(
  tags: Pick<GitHub['tags'], 'list'>,
  prefix: string,
  under: string,
  version: Version,
  commit = '',
): Promise<{ readonly tag: string; readonly commit: string }> {
  const listed = seriesTags(await tags.list(under), prefix).filter((each) => isStable(each.version))
  const [top] = listed
  const isAbove = top !== undefined && compareVersions(top.version, version) > 0
  return isAbove ? { tag: top.name, commit: top.commit } : { tag: `${prefix}${formatVersion(version)}`, commit }
}
