import type { components } from '@octokit/openapi-types'
import type { GithubContext } from '../context.ts'
import type { Comment } from '../comment.ts'
import { isoSeconds } from '../commits.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId, webUrl } from './addresses.ts'
import { requiredText, type RestCall } from './endpoint.ts'
import { validationFailed } from './github-error.ts'
import { bot, showUser } from './show-user.ts'

/** Comments are the workflow token's. */
export function showComment(
  world: GithubContext,
  repository: Repository,
  comment: Comment,
): components['schemas']['issue-comment'] {
  const [api, web] = [apiUrl(world, repository), webUrl(world, repository)]
  const { id, issue, body } = comment
  return {
    id,
    node_id: nodeId('IssueComment', repository.id, id),
    url: `${api}/issues/comments/${id}`,
    html_url: `${web}/pull/${issue}#issuecomment-${id}`,
    issue_url: `${api}/issues/${issue}`,
    body,
    user: showUser(world, bot.login, bot.id, 'Bot'),
    created_at: isoSeconds(comment.createdAt),
    updated_at: isoSeconds(comment.updatedAt),
    author_association: 'NONE',
    performed_via_github_app: null,
  }
}

const longest = 65_536

/** The text of a comment, which GitHub takes up to a length. */
export function commentBody(call: RestCall): string {
  const body = requiredText(call, 'body')
  if (body.length <= longest) return body
  const message = `Body is too long (maximum is ${longest} characters)`
  throw validationFailed({ resource: 'IssueComment', code: 'unprocessable', field: 'data', message })
}
