import { readEvent } from './read-event.ts'

/** What a pull request's event tells about it, and about how its repository merges. */
export interface PullRequestEvent {
  readonly number: number
  readonly title: string
  /** What its author wrote below the title; empty when nothing. */
  readonly body: string
  readonly headSha: string
  readonly baseSha: string
  /** The branch it goes to, without `refs/heads/`. */
  readonly baseRef: string
  /** How many commits it has. */
  readonly commits: number
  readonly labels: readonly string[]
  readonly squash: {
    readonly allowed: boolean
    readonly titleFrom: 'PR_TITLE' | 'COMMIT_OR_PR_TITLE'
    readonly messageFrom: 'PR_BODY' | 'COMMIT_MESSAGES' | 'BLANK'
  }
  readonly merge: {
    readonly allowed: boolean
    readonly titleFrom: 'PR_TITLE' | 'MERGE_MESSAGE'
    readonly messageFrom: 'PR_TITLE' | 'PR_BODY' | 'BLANK'
  }
  readonly rebase: { readonly allowed: boolean }
}

/** The part of https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request that is read. */
interface Payload {
  readonly number: number
  readonly title: string
  readonly body?: string | null
  readonly merged?: boolean
  readonly commits?: number
  readonly labels?: readonly { readonly name: string }[]
  readonly head: { readonly sha: string }
  readonly base: {
    readonly ref: string
    readonly sha: string
    readonly repo?: {
      readonly allow_squash_merge?: boolean
      readonly allow_merge_commit?: boolean
      readonly allow_rebase_merge?: boolean
      readonly squash_merge_commit_title?: string
      readonly squash_merge_commit_message?: string
      readonly merge_commit_title?: string
      readonly merge_commit_message?: string
    }
  }
}

/**
 * The pull request that started the workflow. `undefined` for other events, and for one that is merged: the commit is
 * on its branch then, and the run is like one after a push. What the event leaves out is as in a new repository.
 */
export function readPullRequest(env: NodeJS.ProcessEnv): PullRequestEvent | undefined {
  if (!/^pull_request(_target)?$/.test(env['GITHUB_EVENT_NAME'] ?? '')) return undefined
  const payload = readEvent<{ readonly pull_request?: Payload }>(env)?.pull_request
  if (payload === undefined || payload.merged === true) return undefined
  const { number, title, body, commits = 1, labels = [], head, base } = payload
  return {
    number,
    title,
    body: body ?? '',
    headSha: head.sha,
    baseSha: base.sha,
    baseRef: base.ref,
    commits,
    labels: labels.map(({ name }) => name),
    squash: {
      allowed: base.repo?.allow_squash_merge ?? true,
      titleFrom: base.repo?.squash_merge_commit_title === 'PR_TITLE' ? 'PR_TITLE' : 'COMMIT_OR_PR_TITLE',
      messageFrom: squashSources.find((name) => name === base.repo?.squash_merge_commit_message) ?? 'COMMIT_MESSAGES',
    },
    merge: {
      allowed: base.repo?.allow_merge_commit ?? true,
      titleFrom: base.repo?.merge_commit_title === 'PR_TITLE' ? 'PR_TITLE' : 'MERGE_MESSAGE',
      messageFrom: mergeSources.find((name) => name === base.repo?.merge_commit_message) ?? 'PR_TITLE',
    },
    rebase: { allowed: base.repo?.allow_rebase_merge ?? true },
  }
}

const squashSources = ['PR_BODY', 'COMMIT_MESSAGES', 'BLANK'] as const
const mergeSources = ['PR_TITLE', 'PR_BODY', 'BLANK'] as const
