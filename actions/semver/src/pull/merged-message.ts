import type { PullRequestEvent } from '../inputs.ts'

/** A commit of a pull request. */
export interface PullCommit {
  readonly sha: string
  readonly message: string
}

/**
 * The message that GitHub gives the commit of a squash, as the repository is set up
 * (https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges#merge-message-for-a-squash-merge).
 * @param commits Of the pull request, oldest first.
 */
export function squashMessage(pull: PullRequestEvent, commits: readonly PullCommit[]): string {
  const { number, title, body, squash } = pull
  const only = commits.length === 1 ? commits[0] : undefined
  const text = {
    BLANK: '',
    PR_BODY: body,
    COMMIT_MESSAGES: only === undefined ? commits.map(asBullet).join('\n\n') : parts(only.message).body,
  }[squash.messageFrom]
  const header = parts(titleCommit(pull, commits)?.message ?? title).header
  return `${header} (#${number})\n\n${text}`
}

/** The commit whose message becomes the title of the squash: a single one, unless the repository takes the title. */
export function titleCommit(
  { squash }: Pick<PullRequestEvent, 'squash'>,
  commits: readonly PullCommit[],
): PullCommit | undefined {
  return commits.length === 1 && squash.titleFrom === 'COMMIT_OR_PR_TITLE' ? commits[0] : undefined
}

/**
 * The message of the merge commit, as the repository is set up
 * (https://docs.github.com/en/rest/repos/repos#update-a-repository, `merge_commit_title` and `merge_commit_message`).
 */
export function mergeMessage({ number, title, body, merge }: PullRequestEvent): string {
  const header = { PR_TITLE: `${title} (#${number})`, MERGE_MESSAGE: `Merge pull request #${number} from its branch` }
  const text = { PR_TITLE: title, PR_BODY: body, BLANK: '' }
  return `${header[merge.titleFrom]}\n\n${text[merge.messageFrom]}`
}

const asBullet = ({ message }: PullCommit): string => `* ${message.trim()}`

function parts(message: string): { readonly header: string; readonly body: string } {
  const [header = '', ...rest] = message.trim().split('\n')
  return { header, body: rest.join('\n').trim() }
}
