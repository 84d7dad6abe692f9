import { Failure } from '@slipway/outcome'
import { has } from '../history.ts'
import type { PullRequestEvent } from '../inputs.ts'
import type { PullCommit } from './merged-message.ts'
import type { RunContext } from '../run-context.ts'

/** A pull request, and what it brings. */
export interface Pull {
  readonly event: PullRequestEvent
  /** Oldest first. */
  readonly commits: readonly PullCommit[]
  /** The commit by which GitHub merged it for the event, where that is what is checked out. */
  readonly merge: string | undefined
  readonly warnings: readonly string[]
}

type Asked = Pick<RunContext, 'history' | 'head' | 'ports'>

/** From the history that is there, whatever of the pull request was checked out; else from GitHub. */
export async function readPull(asked: Asked, event: PullRequestEvent): Promise<Pull> {
  const { history, head } = asked
  const brought = head === event.headSha ? new Set<string>() : await history.brings(head)
  if (brought.has(event.headSha)) {
    return { event, commits: await messagesOf(asked, brought), merge: head, warnings: [] }
  }
  const isWhole = (await has(history, event.baseSha)) && (await history.isAncestor(event.headSha, head))
  if (!isWhole) return askGitHub(asked, event)
  const own = await history.shas({ from: [event.baseSha], to: event.headSha })
  return { event, commits: await messagesOf(asked, own), merge: undefined, warnings: [] }
}

async function messagesOf({ history, head }: Asked, own: ReadonlySet<string>): Promise<readonly PullCommit[]> {
  const found: PullCommit[] = []
  for await (const batch of history.commits({ from: [], to: head })) {
    for (const { sha, message } of batch) if (own.has(sha)) found.push({ sha, message })
    if (found.length === own.size) break
  }
  return found.reverse()
}

/** Where neither its merge nor its head with its base is checked out. */
async function askGitHub({ ports: { github } }: Asked, event: PullRequestEvent): Promise<Pull> {
  const unknown = `the checkout does not tell what the pull request #${event.number} brings`
  const nothing = { event, commits: [], merge: undefined }
  if (github === undefined) return { ...nothing, warnings: [`${unknown}, and there is no token to ask GitHub`] }
  try {
    return { ...nothing, commits: await github.pulls.commits(event.number), warnings: [] }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { ...nothing, warnings: [`${unknown}, and ${error.message}`] }
  }
}
