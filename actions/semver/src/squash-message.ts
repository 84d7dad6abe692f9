import type { PullRequestEvent } from './inputs.ts'

export interface PullCommit {
  readonly sha: string
  readonly message: string
}

/**
 * The message that GitHub gives the commit of a squash, as the repository is set up
 * (https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#merge-message-for-a-squash-merge).
 * @param commits Of the pull request, oldest first.
 */
export function squashMessage(
  { number, title, body, squash }: PullRequestEvent,
  commits: readonly PullCommit[],
): string {
  const [only] = commits
  const own = commits.length === 1 && only !== undefined ? parts(only.message) : undefined
  const header = own !== undefined && squash.titleFrom === 'COMMIT_OR_PR_TITLE' ? own.header : title
  const text = {
    BLANK: '',
    PR_BODY: body,
    COMMIT_MESSAGES: own?.body ?? commits.map(({ message }) => `* ${message.trim()}`).join('\n\n'),
  }[squash.messageFrom]
  return `${header} (#${number})\n\n${text}`
}

function parts(message: string): { readonly header: string; readonly body: string } {
  const [header = '', ...rest] = message.trim().split('\n')
  return { header, body: rest.join('\n').trim() }
}
