import { Failure } from '@slipway/outcome'
import { compareVersions, isStable, type ReleaseLine, type ReleaseTag, type VersionPlan } from '@slipway/versioning'
import { containedIn } from '../reading/contained.ts'
import { containsHead, type HeadPlace } from '../reading/contains-head.ts'
import type { PastReleases } from '../reading/past-releases.ts'
import { has } from '../history.ts'
import type { SemverPorts } from '../ports.ts'
import { relationTo, type Relation } from '../reading/relation.ts'

/** A stable release above the planned one that is on neither side of it: not contained in `head`, nor containing it. */
export interface Unreachable {
  readonly tag: ReleaseTag
  /** How its commit lies to `head`; `unclear`: nobody can tell, not even whether it contains `head`. */
  readonly relation: Relation | 'unclear'
}

export interface UnreachableContext extends HeadPlace {
  readonly line: ReleaseLine
  readonly ports: Pick<SemverPorts, 'github' | 'log' | 'sources'>
}

/** So many releases below the highest are looked at. */
const most = 20

/**
 * The highest such release: the plan would be too low for who has it. Maintenance lines and channels are meant to be beside
 * others, and what is on the commit already stays, whatever was released since.
 */
export async function findUnreachable(
  { bump, version, tag: planned, commits }: VersionPlan,
  { base, own, releases }: Pick<PastReleases, 'base' | 'own' | 'releases'>,
  context: UnreachableContext,
): Promise<Unreachable | undefined> {
  if (context.line.kind !== 'stable' || bump === 'none' || own?.name === planned) return undefined
  if (version === undefined || !isStable(version)) return undefined
  const isAbove = (tag: ReleaseTag): boolean =>
    isStable(tag.version) &&
    tag.commit !== context.head &&
    [version, base?.version].every((lower) => lower === undefined || compareVersions(tag.version, lower) > 0)
  const [highest, ...others] = await onCommits(releases.filter(isAbove).slice(0, 1 + most), context)
  if (highest === undefined) return undefined
  const isLater = (await containsHead(highest.commit, context)) ?? (await fetchedContainsHead(highest, context))
  if (isLater === undefined) return { tag: highest, relation: 'unclear' }
  const tag = isLater ? await firstBeside(highest, others, context) : highest
  return tag && { tag, relation: await relationTo(tag.commit, commits, context) }
}

/** A tag that leads to something else, as to a tree, is no release, whatever its name; that is not looked at before. */
async function onCommits(
  tags: readonly ReleaseTag[],
  { history }: Pick<UnreachableContext, 'history'>,
): Promise<readonly ReleaseTag[]> {
  if (tags.length === 0 || history.noCommits === undefined) return tags
  const others = await history.noCommits(tags.map(({ commit }) => commit))
  return tags.filter(({ commit }) => !others.has(commit))
}

/** Beside a later release: what that one contains was merged since. */
async function firstBeside(
  later: ReleaseTag,
  others: readonly ReleaseTag[],
  context: UnreachableContext,
): Promise<ReleaseTag | undefined> {
  const { history } = context
  if (others.length === 0 || !(await has(history, later.commit))) return undefined
  const isMerged = containedIn(history, later.commit, 1)
  for (const tag of others) {
    if (!(await isMerged(tag.commit)) && (await containsHead(tag.commit, context)) === false) return tag
  }
  return undefined
}

/** From its history, where the checkout lacks that, and GitHub cannot be asked. */
async function fetchedContainsHead(
  { name, commit }: ReleaseTag,
  { head, ports: { sources, log } }: UnreachableContext,
): Promise<boolean | undefined> {
  log.info(`the checkout does not have the commit of ${name}: fetching its history`)
  try {
    const fetched = await sources.complete({ head: commit, candidates: [], paths: false })
    try {
      return await fetched.git.isAncestor(head, commit)
    } finally {
      await fetched.dispose()
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log.info(`the history of ${name} could not be fetched: ${error.message}`)
    return undefined
  }
}
