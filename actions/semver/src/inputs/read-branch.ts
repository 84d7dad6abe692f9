import { refuseInput } from '@slipway/action-io'
import { tagPrefixProblem } from '@slipway/versioning'
import type { PullRequestEvent } from './pull-request-event.ts'

/** Where a merge queue builds: its base, then the pull request it is at. */
const mergeQueue = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/

/**
 * The branch whose line of releases this is: the input, else the branch that a pull request or a merge queue goes to,
 * else the branch of the event. `undefined` for an event on a tag, and outside of workflows.
 */
export function readBranch(
  given: string,
  env: NodeJS.ProcessEnv,
  pull: PullRequestEvent | undefined,
): string | undefined {
  if (given !== '') return checked(given)
  if (pull !== undefined) return pull.baseRef
  const ref = env['GITHUB_REF'] ?? ''
  if (ref.startsWith('refs/pull/')) return env['GITHUB_BASE_REF'] || undefined
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
  return branch === undefined ? undefined : (mergeQueue.exec(branch)?.[1] ?? branch)
}

/** Whether the event's commit is on no branch yet: a pull request's merge, or what a merge queue tries. */
export function isOnNoBranch(ref: string): boolean {
  return ref.startsWith('refs/pull/') || mergeQueue.test(ref.replace(/^refs\/heads\//, ''))
}

function checked(text: string): string {
  const name = text.replace(/^refs\/heads\//, '')
  const problem = name.startsWith('refs/') ? 'is another kind of ref' : tagPrefixProblem(name)
  if (problem === undefined) return name
  throw refuseInput(
    `input branch is "${text}", which is no branch: it ${problem}`,
    'set branch to the name of a branch, such as main or release/1.x',
  )
}
