import type { Want } from './api-failure.ts'
import type { Connection } from './connection.ts'
import type { CommentState } from './pulls.ts'
import { isRateLimit, isRefusal } from './refusal.ts'

interface Comment {
  readonly id: number
  readonly body?: string
  readonly user: { readonly type: string } | null
  readonly author_association?: string
}

/** Writes a comment or brings it up to date; with the same text nothing is written. */
export function keepComment(
  connection: Connection,
  number: number,
  marker: string,
  text: string,
): Promise<CommentState> {
  const { rest, paginate, place, ask } = connection
  const body = `${marker}\n${text}`
  const want: Want = { what: `comment on the pull request #${number}`, permission: 'pull-requests: write' }
  return ask(want, async () => {
    try {
      const comments = await paginate(rest.issues.listComments, { ...place, issue_number: number, per_page: 100 })
      const ours = comments.find((comment) => isOurs(comment, marker))
      if (ours === undefined) {
        await rest.issues.createComment({ ...place, issue_number: number, body })
        return 'created'
      }
      if (asStored(ours.body) === asStored(body)) return 'unchanged'
      await rest.issues.updateComment({ ...place, comment_id: ours.id, body })
      return 'updated'
    } catch (error) {
      if (isRefusal(error) && error.status === 403 && !isRateLimit(error)) return 'forbidden'
      throw error
    }
  })
}

/** Anybody may write the marker; what is updated was written by a bot, or by somebody who belongs to the repository. */
function isOurs({ body = '', user, author_association: author = '' }: Comment, marker: string): boolean {
  return body.startsWith(marker) && (user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(author))
}

function asStored(text = ''): string {
  return text.replaceAll('\r\n', '\n').trim()
}
