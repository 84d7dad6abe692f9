import type { Asked } from './asked-bump.ts'
import type { RangeCommit } from '../judging/range-commit.ts'
import type { Refusal } from './refuse-version.ts'
import { keepsTo, type ReleaseLine } from '../lines/release-line.ts'
import type { VersionRequest } from './version-plan.ts'
import { formatVersion, type Version } from '../version.ts'

/** What of a range's own bump is refused: a break that nobody approved, or one on a line that must not break. */
export function refuseBump(request: VersionRequest, asked: Asked, wanted: Version): Refusal | undefined {
  return refuseOffLine(request.line, asked.because, wanted) ?? refuseMajor(request, asked, wanted)
}

/** What leads out of a maintenance line; `because` says what asked for it, a commit or an input. */
export function refuseOffLine(
  line: ReleaseLine,
  because: string,
  wanted: Version,
  by: 'commit' | 'input' = 'commit',
): Refusal | undefined {
  if (keepsTo(line, wanted) || line.kind !== 'maintenance') return undefined
  const name = line.minor === undefined ? `${line.major}.x` : `${line.major}.${line.minor}.x`
  return {
    code: 'BREAKS_MAINTENANCE_LINE',
    message: `${formatVersion(wanted)} is not for the maintenance line ${name}: ${because}`,
    remedy:
      by === 'input'
        ? `give a version of ${name}, or release it from another branch`
        : 'revert it on this branch, release it from another one, or name the commit in skip-commits',
  }
}

function refuseMajor({ base, commits, policy }: VersionRequest, { bump }: Asked, wanted: Version): Refusal | undefined {
  // The first release breaks nothing that anybody has.
  if (bump !== 'major' || base === undefined) return undefined
  const breaking = commits.filter((commit) => commit.bump === 'major')
  if (policy.majorPolicy === 'fail') {
    return {
      code: 'MAJOR_FORBIDDEN',
      message: `${formatVersion(wanted)} is forbidden by major-policy: fail; it is asked for by ${list(breaking)}`,
      remedy: 'revert or skip what breaks, or ask for the version by release-as or a Release-As footer',
    }
  }
  const unapproved = policy.majorPolicy === 'require-approval' ? breaking.filter(isUnapproved(policy.approved)) : []
  if (unapproved.length === 0) return undefined
  const label = policy.majorLabel === undefined ? 'for major releases' : `"${policy.majorLabel}"`
  return {
    code: 'MAJOR_NOT_APPROVED',
    message: `${formatVersion(wanted)} needs an approval of ${list(unapproved)}`,
    remedy: `put the label ${label} on the pull request of each and run this again, set approve-major: true, or ask for the version by release-as or a Release-As footer`,
  }
}

function isUnapproved(approved: boolean | ReadonlySet<string>): (commit: RangeCommit) => boolean {
  return ({ sha }) => !(typeof approved === 'boolean' ? approved : approved.has(sha))
}

function list(commits: readonly RangeCommit[]): string {
  return commits.map(({ sha, lineText }) => `${sha.slice(0, 7)} "${lineText}"`).join(', ')
}
