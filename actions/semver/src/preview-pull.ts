import { judgeCommit, type JudgedCommit, type VersionPlan } from '@slipway/versioning'
import type { Footing } from './footing.ts'
import type { PullRequestEvent } from './inputs.ts'
import { planOne, type Known, type Setting } from './plan-series.ts'
import { judgeRange, settle } from './read-range.ts'
import { squashMessage, type PullCommit } from './squash-message.ts'

export interface PullPlans {
  /** `undefined`: its repository does not allow this way of merging. */
  readonly squash: VersionPlan | undefined
  readonly merge: VersionPlan | undefined
}

/** What the whole repository would release after each way of merging that is allowed. */
export async function planPull(
  setting: Setting,
  pull: PullRequestEvent,
  footing: Footing,
  known: Known,
): Promise<PullPlans> {
  const { history, head, inputs } = setting
  const own = await ownCommits(setting, pull)
  const range = { from: footing.base === undefined ? [] : [footing.base.commit], to: head }
  const judged = await judgeRange(history, range, inputs)
  const planOf = async (commits: readonly JudgedCommit[]): Promise<VersionPlan> =>
    (await planOne(setting, footing, await settle(history, commits, inputs), known)).plan
  const afterSquash = async (): Promise<readonly JudgedCommit[]> => [
    judgeCommit({ sha: head, message: squashMessage(pull, await messagesOf(setting, own)) }, inputs.judging),
    ...judged.filter(({ sha }) => !own.has(sha)),
  ]
  return {
    squash: pull.squash.allowed ? await planOf(await afterSquash()) : undefined,
    merge: pull.merge.allowed || pull.rebase.allowed ? await planOf(afterMerge(judged, setting, pull)) : undefined,
  }
}

/** The commit that GitHub made for the event gets the words that merging will give it. */
function afterMerge(
  judged: readonly JudgedCommit[],
  { head, inputs }: Setting,
  { number, title, headSha, merge }: PullRequestEvent,
): readonly JudgedCommit[] {
  if (head === headSha || !merge.allowed) return judged.filter(({ sha }) => sha === headSha || sha !== head)
  const message = `Merge pull request #${number} from its branch\n\n${title}`
  const merged = judgeCommit({ sha: head, message, merge: true }, inputs.judging)
  return judged.map((commit) => (commit.sha === head ? merged : commit))
}

/** What the pull request brings in, with the commit that GitHub merged it by for the event. */
async function ownCommits(
  { history, head }: Setting,
  { headSha, baseSha }: PullRequestEvent,
): Promise<ReadonlySet<string>> {
  const brought = await history.brings(head)
  if (brought.has(headSha) && head !== headSha) return new Set([...brought, head])
  return history.shas({ from: [baseSha], to: head })
}

async function messagesOf({ history, head }: Setting, own: ReadonlySet<string>): Promise<readonly PullCommit[]> {
  const found: PullCommit[] = []
  let left = own.size
  for await (const batch of history.commits({ from: [], to: head })) {
    for (const { sha, message, parents } of batch) {
      if (!own.has(sha)) continue
      left -= 1
      if (sha !== head || !parents.includes(' ')) found.unshift({ sha, message })
    }
    if (left === 0) break
  }
  return found
}
