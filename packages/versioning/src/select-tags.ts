import { rankTags, type RankedTags, type RejectedTag, type ReleaseTag, type Tag } from './rank-tags.ts'
import { keepsTo, type ReleaseLine } from './release-line.ts'
import { compareVersions, parseVersion, type Version } from './version.ts'

/** The tags of one series, as a line sees them. Its candidates for a base are the stable ones of the line. */
export interface SelectedTags extends RankedTags {
  /** All of the line on a commit, pre-releases too, highest first: those that HEAD contains bound the next version. */
  readonly releases: readonly ReleaseTag[]
  /** The channel's own, highest first: what came after the first of them that HEAD contains is fresh. */
  readonly channel: readonly ReleaseTag[]
}

/** Sorts a repository's tags into those that matter to a line of a series, and the others with the reason. */
export function selectTags(tags: readonly Tag[], prefix: string, line: ReleaseLine): SelectedTags {
  const ranked = rankTags(tags, prefix)
  const candidates = ranked.candidates.filter(({ version }) => keepsTo(line, version))
  const strays = ranked.candidates
    .filter(({ version }) => !keepsTo(line, version))
    .map(({ name, version }): RejectedTag => ({ name, version, because: 'other-line' }))
  const releases = seriesTags(tags, prefix).filter(({ version }) => keepsTo(line, version))
  const channel = releases.filter(({ version }) => isOnChannel(line, version))
  return { candidates, rejected: [...strays, ...ranked.rejected], releases, channel }
}

/** The tags that are the prefix and a version, on a commit, highest first. */
export function seriesTags(tags: readonly Tag[], prefix: string): readonly ReleaseTag[] {
  const series: ReleaseTag[] = []
  for (const { name, commit } of tags) {
    const version = name.startsWith(prefix) ? parseVersion(name.slice(prefix.length)) : undefined
    if (version !== undefined && commit !== undefined) series.push({ name, commit, version })
  }
  return series.sort((a, b) => compareVersions(b.version, a.version) || (a.name < b.name ? -1 : 1))
}

/** Whether a version is a step of the line's channel: its first identifier is the channel's. */
export function isOnChannel(line: ReleaseLine, { prerelease }: Version): boolean {
  return line.kind === 'channel' && prerelease[0] === line.identifier
}
