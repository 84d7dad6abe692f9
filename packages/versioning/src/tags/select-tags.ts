import {
  highestFirst,
  readTag,
  type RankedTags,
  type RejectedTag,
  type ReleaseTag,
  type Tag,
  type TagRejection,
} from './rank-tags.ts'
import { keepsTo, type ReleaseLine } from '../lines/release-line.ts'
import { isStable, type Version } from '../version.ts'

/** The tags of one series, as a line sees them. Its candidates for a base are the stable ones of the line. */
export interface SelectedTags extends RankedTags {
  /** All of the line on a commit, pre-releases too, highest first: those that HEAD contains bound the next version. */
  readonly releases: readonly ReleaseTag[]
  /** The channel's own, highest first: what came after the first of them that HEAD contains is fresh. */
  readonly channel: readonly ReleaseTag[]
}

/** Sorts a repository's tags into those that matter to a line of a series, and the others with the reason. */
export function selectTags(tags: readonly Tag[], prefix: string, line: ReleaseLine): SelectedTags {
  const releases: ReleaseTag[] = []
  const rejected: RejectedTag[] = []
  for (const tag of tags) {
    const read = readTag(tag, prefix)
    if ('because' in read) {
      rejected.push(read)
      continue
    }
    if (keepsTo(line, read.version)) releases.push(read)
    const because = whyNoBase(read, line)
    if (because !== undefined) rejected.push({ name: read.name, version: read.version, because })
  }
  releases.sort(highestFirst)
  const candidates = releases.filter(({ version }) => isStable(version))
  const channel = line.kind === 'channel' ? releases.filter(({ version }) => isOnChannel(line, version)) : []
  return { candidates, rejected, releases, channel }
}

/** Why a release cannot be the base of the line, if so. */
function whyNoBase({ version }: ReleaseTag, line: ReleaseLine): TagRejection | undefined {
  if (!isStable(version)) return 'prerelease'
  return keepsTo(line, version) ? undefined : 'other-line'
}

/** The tags that are the prefix and a version, on a commit, highest first. */
export function seriesTags(tags: readonly Tag[], prefix: string): readonly ReleaseTag[] {
  const read = tags.map((tag) => readTag(tag, prefix))
  return read.filter((tag): tag is ReleaseTag => !('because' in tag)).sort(highestFirst)
}

/** Whether a version is a step of the line's channel: its first identifier is the channel's. */
export function isOnChannel(line: ReleaseLine, { prerelease }: Version): boolean {
  return line.kind === 'channel' && prerelease[0] === line.identifier
}
