import { refuseInput } from '@slipway/action-io'
import { branchPatternProblem, patternsOverlap } from '@slipway/versioning'
import type { Inputs } from './inputs.ts'
import type { PullRequestEvent } from './pull-request-event.ts'
import { isOnNoBranch } from './read-branch.ts'
import { readEvent } from './read-event.ts'
import type { Mode, SemverInputs } from './semver-inputs.ts'

/** Where a run stands. */
export interface Place {
  readonly mode: Mode
  readonly pull: PullRequestEvent | undefined
  readonly branch: string | undefined
}

/**
 * What becomes of a version below a release that the commit does not contain. By itself it is an error where a stable
 * release is made, and in a preview on a branch that may release: there the preview decides whether to deploy, and the
 * failure would come after that.
 */
export function readUnreachable(
  { values, attempt }: Inputs,
  env: NodeJS.ProcessEnv,
  place: Place,
): SemverInputs['unreachable'] {
  const choice = values['unreachable-release']
  const patterns: readonly string[] | undefined = attempt([], () => readReleaseBranches(values['release-branches']))
  if (choice !== 'auto') return choice
  return place.mode !== 'preview' || mayRelease(env, place, patterns ?? []) ? 'error' : 'warn'
}

function mayRelease(env: NodeJS.ProcessEnv, { pull, branch }: Place, patterns: readonly string[]): boolean {
  if (branch === undefined || pull !== undefined || isOnNoBranch(env['GITHUB_REF'] ?? '')) return false
  if (patterns.some((pattern) => patternsOverlap(pattern, branch))) return true
  return defaultBranches(env).includes(branch)
}

interface Payload {
  readonly repository: { readonly default_branch?: string }
}

/** The one that the event names; the usual names where it names none. */
function defaultBranches(env: NodeJS.ProcessEnv): readonly string[] {
  const named = readEvent<Payload>(env)?.repository?.default_branch
  return typeof named === 'string' && named !== '' ? [named] : ['main', 'master']
}

function readReleaseBranches(patterns: readonly string[]): readonly string[] {
  for (const pattern of patterns) {
    const problem = branchPatternProblem(pattern)
    if (problem === undefined) continue
    throw refuseInput(
      `input release-branches has "${pattern}": it ${problem}`,
      'write the names of branches, in which * stands for anything but a slash and ** for anything, e.g. release/*',
    )
  }
  return patterns
}
