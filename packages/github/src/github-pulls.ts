import { connect, type Connection } from './connection.ts'
import type { GitHubLocation } from './location.ts'
import { keepComment } from './keep-comment.ts'
import type { GitHubPulls, PullSummary } from './pulls.ts'
import { statusOf } from './refusal.ts'

interface Shown {
  readonly number: number
  readonly title: string
  readonly labels: readonly { readonly name?: string }[]
}

/** Pull requests over GitHub's REST API (https://docs.github.com/rest/pulls/pulls). */
export function gitHubPulls(location: GitHubLocation): GitHubPulls {
  const connection = connect(location)
  const { rest, paginate, place, ask } = connection
  return {
    ofCommit: (sha) => ofCommit(connection, sha),
    get: (number) =>
      ask({ what: `read the pull request #${number}`, permission: 'pull-requests: read' }, async () => {
        const { data } = await rest.pulls.get({ ...place, pull_number: number })
        const { head, base, commits } = data
        return { ...summary(data), headSha: head.sha, baseSha: base.sha, baseRef: base.ref, commits }
      }),
    commits: (number) =>
      ask({ what: `list the commits of the pull request #${number}`, permission: 'pull-requests: read' }, async () => {
        const commits = await paginate(rest.pulls.listCommits, { ...place, pull_number: number, per_page: 100 })
        return commits.map(({ sha, commit }) => ({ sha, message: commit.message }))
      }),
    comment: (number, marker, body) => keepComment(connection, number, marker, body),
  }
}

/** 422 is GitHub's answer to a sha it does not know. */
function ofCommit({ rest, paginate, place, ask }: Connection, sha: string): Promise<readonly PullSummary[]> {
  const what = `list the pull requests of commit ${sha}`
  return ask({ what, permission: 'pull-requests: read' }, async () => {
    const asked = { ...place, commit_sha: sha, per_page: 100 }
    try {
      return (await paginate(rest.repos.listPullRequestsAssociatedWithCommit, asked)).map(summary)
    } catch (error) {
      if (statusOf(error) === 422) return []
      throw error
    }
  })
}

function summary({ number, title, labels }: Shown): PullSummary {
  return { number, title, labels: labels.flatMap(({ name }) => (name === undefined ? [] : [name])) }
}
