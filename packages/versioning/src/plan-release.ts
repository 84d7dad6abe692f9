import { bumpBetween, bumpVersion, higherBump, type Bump } from './bump.ts'
import type { JudgedCommit } from './judge-commit.ts'
import type { PlanRule } from './plan-rule.ts'
import type { ReleaseTag } from './rank-tags.ts'
import { formatVersion, type Version } from './version.ts'

/** What would be released, and why, as data. */
export interface ReleasePlan {
  /** The release after which the range starts; `undefined` before the first one. */
  readonly base: ReleaseTag | undefined
  readonly rule: PlanRule
  readonly because: string
  readonly bump: Bump
  /** With bump none the base's; `undefined` when there is none either. */
  readonly version: Version | undefined
  /** The version's tag; empty without a version. */
  readonly tag: string
  /** The first commit that asked for the highest bump. */
  readonly deciding: JudgedCommit | undefined
  /** The whole range, newest first, each commit with its rule. */
  readonly commits: readonly JudgedCommit[]
}

export interface PlanRequest {
  readonly base: ReleaseTag | undefined
  readonly commits: readonly JudgedCommit[]
  readonly prefix: string
  /** Exactly this version, whatever the commits ask for. */
  readonly given?: Version | undefined
}

const firstVersion: Version = { major: 1, minor: 0, patch: 0, prerelease: [], build: [] }

/** The next version of a range. Total: every range has a plan. */
export function planRelease({ base, commits, prefix, given }: PlanRequest): ReleasePlan {
  const asked = commits.reduce<Bump>((bump, commit) => higherBump(bump, commit.bump), 'none')
  const deciding = asked === 'none' ? undefined : commits.findLast((commit) => commit.bump === asked)
  const step = given === undefined ? nextStep(base, asked, deciding, commits.length) : givenStep(base, asked, given)
  const tag = step.version === undefined ? '' : `${prefix}${formatVersion(step.version)}`
  return { base, deciding, commits, ...step, tag }
}

type Step = Pick<ReleasePlan, 'rule' | 'because' | 'bump' | 'version'>

function givenStep(base: ReleaseTag | undefined, asked: Bump, given: Version): Step {
  // Before the first release there is nothing to measure a given version against.
  const bump = base === undefined ? higherBump(asked, 'patch') : bumpBetween(base.version, given)
  return { rule: 'given', because: `version ${formatVersion(given)} was given`, bump, version: given }
}

function nextStep(base: ReleaseTag | undefined, asked: Bump, deciding: JudgedCommit | undefined, count: number): Step {
  const since = base === undefined ? 'in the whole history' : `since ${base.name}`
  if (deciding === undefined) {
    const [rule, because]: [PlanRule, string] =
      count === 0 ? ['no-commits', `no commit ${since}`] : ['nothing-releasing', `no releasing commit ${since}`]
    return { rule, because, bump: 'none', version: base?.version }
  }
  const because = `${deciding.sha.slice(0, 7)} asks for ${asked}: "${deciding.lineText}"`
  if (base === undefined) {
    return { rule: 'first-release', because: `first release; ${because}`, bump: asked, version: firstVersion }
  }
  if (base.version.major === 0 && asked === 'major') {
    const version = bumpVersion(base.version, 'minor')
    return { rule: 'zero-major', because: `${because}; before 1.0.0 that is minor`, bump: 'minor', version }
  }
  return { rule: 'highest-bump', because, bump: asked, version: bumpVersion(base.version, asked) }
}
