import { areBeside, compareVersions, selectTags, type ReleaseTag, type Version } from '@slipway/versioning'
import { isIn } from '../reading/contains-head.ts'
import { addedTags } from './names-now.ts'
import type { NamesNow, PlannedSeries } from '../planning/planned-series.ts'
import type { RunContext } from '../run-context.ts'
import { laterRelease } from '../planning/superseded.ts'

/** Why a tag that was just made cannot stay. */
export interface Clash {
  /**
   * `earlier`: a commit that it contains got a version that is not lower; `later`: a commit that contains it got one
   * that is not higher; `gone`: what the version rises from was taken back.
   */
  readonly kind: 'earlier' | 'later' | 'gone'
  readonly with: { readonly name: string; readonly commit: string }
}

/** What came up between the look at the tags by which a version was planned, and the next one. */
export async function findClash(
  context: RunContext,
  { past, plan }: PlannedSeries,
  before: NamesNow,
  now: NamesNow,
): Promise<Clash | undefined> {
  const { base, previous, version, tag } = plan
  if (version === undefined) return undefined
  const gone = [base, previous].find((each) => each !== undefined && !now.tags.some(({ name }) => name === each.name))
  if (gone !== undefined) return { kind: 'gone', with: gone }
  const added = addedTags(before.tags, now.tags).filter(({ name }) => name !== tag)
  const { releases } = selectTags(added, past.series.prefix, context.line)
  const earlier = await notLower(context, releases, version)
  if (earlier !== undefined) return { kind: 'earlier', with: earlier }
  const start = before.start ?? past
  const beside = { base: start.base, reachable: [], releases }
  const later = await laterRelease(version, beside, context, (commit) => isIn(commit, context))
  return later && { kind: 'later', with: later }
}

async function notLower(
  { history, head }: RunContext,
  releases: readonly ReleaseTag[],
  version: Version,
): Promise<ReleaseTag | undefined> {
  for (const tag of releases) {
    if (compareVersions(tag.version, version) < 0) break
    if (areBeside(tag.version, version)) continue
    if (tag.commit !== head && (await history.isAncestor(tag.commit, head))) return tag
  }
  return undefined
}

export function clashWords(tag: string, { kind, with: { name, commit } }: Clash): string {
  if (kind === 'gone') return `${tag} rises from ${name}, which was taken back meanwhile`
  const place = kind === 'earlier' ? 'which this commit contains' : 'which contains this commit'
  return `${tag} would let versions fall along the history: ${name} came to be on ${commit}, ${place}`
}
