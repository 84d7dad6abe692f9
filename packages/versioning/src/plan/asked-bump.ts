import { higherBump, type Bump } from '../bump.ts'
import type { PlanRule } from './plan-rule.ts'
import type { VersionRequest } from './version-plan.ts'
import { bumpBeforeOne } from './policy.ts'
import type { RangeCommit } from '../judging/range-commit.ts'
import { keepsTo, type ReleaseLine } from '../lines/release-line.ts'
import type { Version } from '../version.ts'

/** What a range asks for, under the policy, and because of what. */
export interface Asked {
  readonly rule: PlanRule
  readonly because: string
  readonly bump: Bump
  /** The first commit that asked for it. */
  readonly deciding: RangeCommit | undefined
}

/** The bump of a range; `since` is the name of the release after which it, or its fresh part, starts. */
export function askedBump(request: VersionRequest, since: string | undefined): Asked {
  const { base, commits, policy } = request
  const fresh = request.line.kind === 'channel' ? commits.filter((commit) => isFresh(request, commit)) : commits
  const isQuiet = fresh.every(({ bump }) => bump === 'none')
  const of = request.package === undefined ? '' : `of ${request.package} `
  const start = of + (since === undefined ? 'in the whole history' : `since ${since}`)
  if (isQuiet && (fresh.length === 0 || policy.defaultBump === 'none')) return nothing(fresh.length, start)
  const highest = commits.reduce<Bump>((bump, commit) => higherBump(bump, commit.bump), 'none')
  const asked = isQuiet ? higherBump(highest, defaultBump(request)) : highest
  const deciding = commits.findLast(({ bump }) => bump === asked)
  const because =
    isQuiet || deciding === undefined
      ? `no releasing commit ${start}, and default-bump is ${policy.defaultBump}`
      : `${deciding.sha.slice(0, 7)} asks for ${asked}: "${deciding.lineText}"`
  const rule = isQuiet ? 'default-bump' : 'highest-bump'
  const found: Asked = { rule, because, bump: asked, deciding }
  if (base !== undefined) return underPolicy(request, base.version, found)
  const bump = bumpBeforeOne(asked, initialVersion(request), policy.zeroMajor)
  return { ...found, rule: 'first-release', because: `first release; ${because}`, bump }
}

/** Whether a commit came after the channel's last release; off channels the whole range did. */
export function isFresh({ line, fresh }: VersionRequest, { sha }: RangeCommit): boolean {
  return line.kind !== 'channel' || fresh === undefined || fresh.has(sha)
}

/** What came after the channel's last release asks for by itself; a patch at least. */
export function freshBump(request: VersionRequest, base: Version): Bump {
  const { commits, policy } = request
  const fresh = commits.filter((commit) => isFresh(request, commit))
  const highest = fresh.reduce<Bump>((bump, commit) => higherBump(bump, commit.bump), 'patch')
  const bump = bumpBeforeOne(highest, base, policy.zeroMajor)
  return bump === 'major' && policy.majorPolicy === 'cap-minor' ? 'minor' : bump
}

/** The first version of the line: the policy's, unless the line is that of another one. */
export function initialVersion({ line, policy }: VersionRequest): Version {
  if (line.kind !== 'maintenance' || keepsTo(line, policy.initialVersion)) return policy.initialVersion
  return { major: line.major, minor: line.minor ?? 0, patch: 0, prerelease: [], build: [] }
}

function nothing(count: number, start: string): Asked {
  if (count === 0) return { rule: 'no-commits', because: `no commit ${start}`, bump: 'none', deciding: undefined }
  return { rule: 'nothing-releasing', because: `no releasing commit ${start}`, bump: 'none', deciding: undefined }
}

function underPolicy({ policy }: VersionRequest, base: Version, asked: Asked): Asked {
  const bump = bumpBeforeOne(asked.bump, base, policy.zeroMajor)
  if (bump === 'major' && policy.majorPolicy === 'cap-minor') {
    const because = `${asked.because}; major-policy cap-minor makes that minor`
    return { ...asked, rule: 'major-capped', because, bump: 'minor' }
  }
  if (bump === asked.bump) return asked
  const rule = asked.rule === 'default-bump' ? asked.rule : 'zero-major'
  return { ...asked, rule, because: `${asked.because}; before 1.0.0 that is ${bump}`, bump }
}

/** A line that keeps to a minor version has patches only; nobody asked for more. */
function defaultBump({ line, policy }: VersionRequest): Bump {
  return isMinorLine(line) && policy.defaultBump === 'minor' ? 'patch' : policy.defaultBump
}

function isMinorLine(line: ReleaseLine): boolean {
  return line.kind === 'maintenance' && line.minor !== undefined
}
