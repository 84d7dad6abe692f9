import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { commentBody, showComment } from './show-comment.ts'

export const updateIssueComment: Endpoint = {
  method: 'PATCH',
  path: '/issues/comments/{comment_id}',
  page: 'https://docs.github.com/en/rest/issues/comments#update-an-issue-comment',
  accepts: ['body'],
  run(call) {
    const { world, repository, parameters } = call
    const comment = repository.comments.find(({ id }) => String(id) === parameters['comment_id'])
    if (comment === undefined) throw notFound()
    comment.body = commentBody(call)
    comment.updatedAt = world.clock.now()
    return { status: 200, body: showComment(world, repository, comment) }
  },
}
