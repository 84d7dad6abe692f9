import type { Log } from '@slipway/action-io'
import type { CommitRange, Git } from '@slipway/git'
import type { GitHubTags } from '@slipway/github'
import { Failure } from '@slipway/outcome'
import {
  judgeCommit,
  planRelease,
  rankTags,
  refuseVersion,
  rejectedAbove,
  type JudgedCommit,
  type Refusal,
  type RejectedTag,
  type ReleasePlan,
  type ReleaseTag,
  type Tag,
} from '@slipway/versioning'
import { findBaseTag } from './base-tag.ts'
import type { SemverErrorCode } from './error.ts'
import type { SemverInputs } from './inputs.ts'

export interface SemverPorts {
  readonly git: Git
  /** Where the version is tagged; `undefined` with `mode: preview`. */
  readonly tags: GitHubTags | undefined
  readonly log: Log
}

/** What the run found out and did. */
export interface SemverResult {
  readonly head: string
  readonly plan: ReleasePlan
  /** `created` now, `already` there from an earlier run, or `none`: nothing was tagged. */
  readonly tagged: 'created' | 'already' | 'none'
  /** Tags above the base that are not the base, each with the reason. */
  readonly rejected: readonly RejectedTag[]
  /** What would keep the previewed version from being tagged, as far as the checkout knows. */
  readonly obstacle: Refusal | undefined
}

/** Plans the version and, where it may, tags it. Only what is tagged, or named by the user, has to be possible. */
export async function run(inputs: SemverInputs, { git, tags, log }: SemverPorts): Promise<SemverResult> {
  const claims = tags !== undefined || inputs.version !== undefined
  const seen = await observe(inputs, git, claims)
  const { head, plan, rejected } = seen
  log.info(`base: ${plan.base?.name ?? 'none, this is the first release'}; commits since: ${plan.commits.length}`)
  log.info(`${plan.bump === 'none' ? 'nothing to release' : `${plan.bump}: ${plan.tag}`}, because ${plan.because}`)
  const found = { head, plan, rejected }
  if (plan.bump === 'none') return { ...found, tagged: 'none', obstacle: undefined }
  const obstacle = findObstacle(inputs, seen)
  if (obstacle !== undefined && claims) throw refused(obstacle)
  if (tags === undefined) return { ...found, tagged: 'none', obstacle }
  const tagged = await claim(plan, head, tags)
  log.info(tagged === 'created' ? `created ${plan.tag} on ${head}` : `${plan.tag} was already on ${head}`)
  return { ...found, tagged, obstacle: undefined }
}

interface Observed {
  readonly head: string
  readonly tags: readonly Tag[]
  readonly plan: ReleasePlan
  readonly rejected: readonly RejectedTag[]
}

/** Reads tags and range. A claim is measured against what came before HEAD's own tags, so a second run sees the same. */
async function observe({ version, tagPrefix }: SemverInputs, git: Git, claims: boolean): Promise<Observed> {
  const [head, tags] = await Promise.all([git.head(), git.tags()])
  const ranked = rankTags(tags, tagPrefix)
  const atHead = ranked.candidates.find(({ commit }) => commit === head)
  const candidates = claims ? ranked.candidates.filter(({ commit }) => commit !== head) : ranked.candidates
  const base = await findBaseTag(git, head, candidates)
  const range = { from: base?.commit, to: head }
  await refuseCutRange(git, base, range)
  const given = version ?? (claims ? atHead?.version : undefined)
  const plan = planRelease({ base, commits: await judged(git, range), prefix: tagPrefix, given })
  return {
    head,
    tags,
    plan,
    rejected: rejectedAbove({ ...ranked, candidates }, base),
  }
}

async function judged(git: Git, range: CommitRange): Promise<readonly JudgedCommit[]> {
  const commits: JudgedCommit[] = []
  for await (const commit of git.log(range)) commits.push(judgeCommit(commit))
  return commits
}

async function refuseCutRange(git: Git, base: ReleaseTag | undefined, range: CommitRange): Promise<void> {
  if (!(await git.isShallow())) return
  if (base !== undefined && !(await git.reachesRoot(range))) return
  const message =
    base === undefined
      ? 'the clone is shallow and contains no release tag: the last release may lie in the part that was cut off'
      : `the clone is shallow and its history is cut before it reaches ${base.name} everywhere`
  throw new Failure<SemverErrorCode>('SHALLOW_CLONE', message, {
    remedy: 'set fetch-depth: 0 at actions/checkout, which fetches the whole history and its tags',
  })
}

function findObstacle({ tagPrefix }: SemverInputs, { head, tags, plan }: Observed): Refusal | undefined {
  const { version, tag, base } = plan
  return version === undefined ? undefined : refuseVersion({ version, tag, prefix: tagPrefix, head, base, tags })
}

/** GitHub decides in one request who gets a tag; a tag that is already on this commit is ours. */
async function claim({ tag }: ReleasePlan, head: string, tags: GitHubTags): Promise<'created' | 'already'> {
  const creation = await tags.create(tag, head)
  if (creation.kind === 'created') return 'created'
  if (creation.kind === 'burned') throw burned(tag, creation.words)
  if (creation.commit === head) return 'already'
  const place = creation.commit === undefined ? 'an object that is no commit' : `commit ${creation.commit}`
  throw new Failure<SemverErrorCode>('VERSION_TAKEN', `${tag} is taken on GitHub: it is on ${place}, not on ${head}`, {
    remedy: 'release from a commit that contains it, so that the next version rises above it',
  })
}

function burned(tag: string, words: string): Failure<SemverErrorCode> {
  return new Failure('VERSION_TAKEN', `${tag} was used by an immutable release and can never be used again: ${words}`, {
    remedy: 'set version to a higher one',
  })
}

function refused({ code, message, remedy }: Refusal): Failure<SemverErrorCode> {
  return new Failure(code, message, { remedy })
}
