import type { components } from '@octokit/openapi-types'

type Pull = components['schemas']['pull-request-simple']
type PullLinks = Pick<Pull, Extract<keyof Pull, `${string}url`> | '_links'>

/** The addresses that GitHub shows with a pull request. */
export function pullLinks(api: string, web: string, number: number, head: string): PullLinks {
  const pull = `${api}/pulls/${number}`
  const issue = `${api}/issues/${number}`
  const page = `${web}/pull/${number}`
  const links = {
    comments_url: `${issue}/comments`,
    commits_url: `${pull}/commits`,
    statuses_url: `${api}/statuses/${head}`,
    html_url: page,
    issue_url: issue,
    review_comments_url: `${pull}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    url: pull,
  }
  return {
    ...links,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    _links: {
      comments: { href: links.comments_url },
      commits: { href: links.commits_url },
      statuses: { href: links.statuses_url },
      html: { href: links.html_url },
      issue: { href: links.issue_url },
      review_comments: { href: links.review_comments_url },
      review_comment: { href: links.review_comment_url },
      self: { href: links.url },
    },
  }
}
