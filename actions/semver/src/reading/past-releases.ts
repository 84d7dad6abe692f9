import {
  compareVersions,
  isOnChannel,
  isStable,
  rejectedAbove,
  selectTags,
  seriesTags,
  type RejectedTag,
  type ReleaseLine,
  type ReleaseTag,
  type Tag,
} from '@slipway/versioning'
import type { ReadAhead } from './read-ahead.ts'
import type { Series } from '../series.ts'

/** What a series stands on at a commit: the tags from which its next version rises. */
export interface PastReleases {
  readonly series: Series
  /** The highest stable release of the line that the commit contains. */
  readonly base: ReleaseTag | undefined
  /** The releases above the base that the commit contains, highest first. */
  readonly reachable: readonly ReleaseTag[]
  /** The channel's last release, after which commits are fresh. */
  readonly last: ReleaseTag | undefined
  /** The release the commit itself carries, where it is to be released (again). */
  readonly own: ReleaseTag | undefined
  readonly rejected: readonly RejectedTag[]
  /** All of the line but `own` and what graduated of it, highest first. */
  readonly releases: readonly ReleaseTag[]
}

export interface PastReleasesRequest {
  /** Whether `head` contains a commit. */
  readonly isContained: (commit: string) => Promise<boolean>
  readonly head: string
  readonly tags: readonly Tag[]
  readonly line: ReleaseLine
  /** Whether `head` is to be tagged: it is then measured against what came before its own tags, so a second run sees the same. */
  readonly claims: boolean
  readonly burned: ReadonlySet<string>
  /** Tags that do not count, because the remote does not have them. */
  readonly stale?: readonly Tag[] | undefined
  /** Another way to find out whether `head` contains the highest release, where it is stable; a no is asked about again. */
  readonly ahead?: Pick<ReadAhead, 'contains'> | undefined
}

export async function findPastReleases(series: Series, request: PastReleasesRequest): Promise<PastReleases> {
  const { head, line, claims, burned } = request
  const selected = selectTags(request.tags, series.prefix, line)
  const owned = claims
    ? selected.releases.filter(
        ({ commit, version }) =>
          commit === head && (line.kind === 'channel' ? isOnChannel(line, version) : isStable(version)),
      )
    : []
  const aside = line.kind === 'channel' ? withGraduated(owned, selected.releases, request) : owned
  const without = (tags: readonly ReleaseTag[]): readonly ReleaseTag[] =>
    aside.length === 0 ? tags : tags.filter((tag) => !aside.includes(tag))
  const others = without(selected.releases)
  const reachable = await reachableDownToStable(request, others)
  const base = reachable.find(({ version }) => isStable(version))
  const candidates = without(selected.candidates)
  return {
    series,
    base,
    reachable: reachable.filter((tag) => tag !== base),
    last: reachable.find(({ version }) => isOnChannel(line, version)),
    own: owned.find((tag) => !burned.has(tag.name) && !isBelow(tag, base)),
    releases: others,
    rejected: rejectedAbove({ candidates, rejected: [...selected.rejected, ...staleOf(series, request)] }, base),
  }
}

function staleOf({ prefix }: Series, { stale = [], tags }: PastReleasesRequest): readonly RejectedTag[] {
  if (stale.length === 0) return []
  const there = new Set(tags.map(({ name }) => name))
  return seriesTags(stale, prefix)
    .filter(({ name }) => !there.has(name))
    .map(({ name, version }) => ({ name, version, because: 'not-on-remote' }))
}

/** The steps of a commit, and what graduated on it: that came after them. */
function withGraduated(
  steps: readonly ReleaseTag[],
  releases: readonly ReleaseTag[],
  { head, burned }: Pick<PastReleasesRequest, 'head' | 'burned'>,
): readonly ReleaseTag[] {
  const own = steps.find(({ name }) => !burned.has(name))
  if (own === undefined) return steps
  return [
    ...steps,
    ...releases.filter(({ commit, version }) => commit === head && compareVersions(version, own.version) > 0),
  ]
}

/** A stable tag below what its own commit contains is what a stopped run left, and no release. */
function isBelow({ version }: ReleaseTag, base: ReleaseTag | undefined): boolean {
  return base !== undefined && isStable(version) && compareVersions(version, base.version) < 0
}

/** From the highest down, what `head` contains, up to and with the first stable one: few have to be asked about. */
async function reachableDownToStable(
  { isContained, ahead }: Pick<PastReleasesRequest, 'isContained' | 'ahead'>,
  releases: readonly ReleaseTag[],
): Promise<readonly ReleaseTag[]> {
  const [top] = releases
  if (top !== undefined && isStable(top.version) && (await ahead?.contains(top)) === true) return [top]
  const found: ReleaseTag[] = []
  for (const tag of releases) {
    if (!(await isContained(tag.commit))) continue
    found.push(tag)
    if (isStable(tag.version)) break
  }
  return found
}
