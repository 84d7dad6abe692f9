import type { Comment } from '../comment.ts'
import type { Endpoint } from './endpoint.ts'
import { pullByNumber } from './find-pull.ts'
import { commentBody, showComment } from './show-comment.ts'

export const createIssueComment: Endpoint = {
  method: 'POST',
  path: '/issues/{issue_number}/comments',
  page: 'https://docs.github.com/en/rest/issues/comments#create-an-issue-comment',
  accepts: ['body'],
  run(call) {
    const { world, repository } = call
    const now = world.clock.now()
    const comment: Comment = {
      id: repository.id * 1_000_000 + repository.comments.length + 1,
      issue: pullByNumber(call).number,
      createdAt: now,
      updatedAt: now,
      body: commentBody(call),
    }
    repository.comments.push(comment)
    const body = showComment(world, repository, comment)
    return { status: 201, body, headers: { location: body.url } }
  },
}
