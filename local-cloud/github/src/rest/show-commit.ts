import type { components } from '@octokit/openapi-types'
import type { GithubContext } from '../context.ts'
import type { ChangedFile } from '../changed-files.ts'
import type { Commit } from '../commits.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId, webUrl } from './addresses.ts'

type Schemas = components['schemas']

export const unsigned: { verified: false; reason: 'unsigned'; signature: null; payload: null; verified_at: null } = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
}

/** No e-mail address belongs to an account here, so `author` and `committer` are null as for strangers on GitHub. */
export function showCommit(world: GithubContext, repository: Repository, commit: Commit): Schemas['commit'] {
  const [api, web] = [apiUrl(world, repository), webUrl(world, repository)]
  const { sha, tree, parents, author, committer, message } = commit
  return {
    sha,
    node_id: nodeId('Commit', repository.id, sha),
    commit: {
      author: { ...author },
      committer: { ...committer },
      message,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      url: `${api}/git/commits/${sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${api}/commits/${sha}`,
    html_url: `${web}/commit/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    author: null,
    committer: null,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${web}/commit/${parent}`,
    })),
  }
}

export function showGitCommit(world: GithubContext, repository: Repository, commit: Commit): Schemas['git-commit'] {
  const [api, web] = [apiUrl(world, repository), webUrl(world, repository)]
  const { sha, tree, parents, author, committer, message } = commit
  return {
    sha,
    node_id: nodeId('Commit', repository.id, sha),
    url: `${api}/git/commits/${sha}`,
    html_url: `${web}/commit/${sha}`,
    author: { ...author },
    committer: { ...committer },
    tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    message,
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/git/commits/${parent}`,
      html_url: `${web}/commit/${parent}`,
    })),
    verification: unsigned,
  }
}

export function showFile(
  world: GithubContext,
  repository: Repository,
  commitSha: string,
  file: ChangedFile,
): Schemas['diff-entry'] {
  const path = file.filename.split('/').map(encodeURIComponent).join('/')
  const web = webUrl(world, repository)
  const { sha, filename, status, additions, deletions, previousFilename } = file
  return {
    sha: status === 'removed' ? null : sha,
    filename,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${web}/blob/${commitSha}/${path}`,
    raw_url: `${web}/raw/${commitSha}/${path}`,
    contents_url: `${apiUrl(world, repository)}/contents/${path}?ref=${commitSha}`,
    ...(previousFilename === undefined ? {} : { previous_filename: previousFilename }),
  }
}
