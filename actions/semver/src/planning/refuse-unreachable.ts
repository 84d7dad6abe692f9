import { formatVersion, maintenancePatternFor, type Refusal, type VersionPlan } from '@slipway/versioning'
import type { SemverInputs } from '../inputs.ts'
import type { Unreachable } from './unreachable.ts'

/** What the version is planned for. */
type Place = Pick<SemverInputs, 'branch' | 'pull'>

/** The refusal of a version below a release that the commit does not contain: the likely cause, and what helps. */
export function refuseUnreachable(
  { tag: planned, version }: Pick<VersionPlan, 'tag' | 'version'>,
  found: Unreachable,
  place: Place,
): Refusal {
  const { name, commit } = found.tag
  const { branch = '' } = place
  const pattern = version && isBeside(found) ? maintenancePatternFor(branch, version) : undefined
  const why =
    pattern === undefined ? cause(found, place) : `: ${branch} seems to be the branch of an older line of releases`
  const help =
    pattern === undefined
      ? remedy(found, place)
      : `add ${pattern} to maintenance-branches, so that the branch keeps to its own line; where it is no such branch, merge ${name} into it (git merge ${name})`
  return {
    code: 'RELEASE_UNREACHABLE',
    message: `${planned} would be below ${name}, which is on ${commit.slice(0, 12)}${why}`,
    remedy: `${help}; or set unreachable-release: warn (or ignore), and ${planned} is released below ${name}`,
  }
}

/** Nothing else is known to be the cause. */
function isBeside({ relation }: Unreachable): boolean {
  return typeof relation === 'object' || relation === 'unseen'
}

function cause({ relation }: Unreachable, { branch, pull }: Place): string {
  const into = branch === undefined ? '' : ` into ${branch}`
  const behind = pull === undefined ? '' : `, or this pull request is behind ${branch ?? 'its branch'}`
  if (typeof relation === 'object') {
    const commits = relation.beside === 1 ? '1 commit' : `${relation.beside} commits`
    return `, with ${commits} that this one does not contain: it was never merged back${into}${behind}`
  }
  switch (relation) {
    case 'copied':
      return ', while commits with the same messages are in the history of this one: most likely it was rewritten (a forced push, git filter-repo), or they were cherry-picked'
    case 'unrelated':
      return ', which has no commit in common with this one: most likely a publish branch of its own, or history that was rewritten'
    case 'unseen':
      return `, which this one does not contain: most likely it was never merged back${into}${behind}, or history was rewritten`
    case 'unclear':
      return '; whether that commit contains this one could not be found out'
  }
}

function remedy({ tag: { name, version }, relation }: Unreachable, { pull }: Place): string {
  if (relation === 'unclear') {
    return 'set fetch-depth: 0 at actions/checkout, or give this step token: ${{ github.token }}, and the job permissions: contents: read'
  }
  const above = `set release-as to a version above ${formatVersion(version)}`
  if (relation === 'copied') {
    return `where history was rewritten, move the tag to the commit that has taken the place of the old one, or ${above}; where commits were cherry-picked, merge it (git merge ${name})`
  }
  if (relation === 'unrelated') {
    return `${above} once, and tag the commits of this branch from then on; or merge it (git merge --allow-unrelated-histories -s ours ${name})`
  }
  if (pull !== undefined)
    return `bring the pull request up to date with its branch; where that does not contain ${name} either, merge it there (git merge ${name})`
  return `merge it (git merge ${name}), so that the next version rises above it; where this branch keeps an older line of releases, add it to maintenance-branches`
}
