import type { components } from '@octokit/openapi-types'
import { git } from '../git.ts'
import type { GithubContext } from '../context.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId } from './addresses.ts'

type GitRef = components['schemas']['git-ref']

/** Every ref whose full name passes. */
export async function listRefs(
  world: GithubContext,
  repository: Repository,
  wanted: (name: string) => boolean,
): Promise<GitRef[]> {
  const format = '--format=%(refname) %(objectname) %(objecttype)'
  const lines = (await git(repository.path, ['for-each-ref', format])).split('\n').filter((line) => line !== '')
  return lines.flatMap((line) => {
    const [ref = '', sha = '', type = ''] = line.split(' ')
    return wanted(ref) ? [showRef(world, repository, ref, sha, type)] : []
  })
}

export function showRef(world: GithubContext, repository: Repository, ref: string, sha: string, type: string): GitRef {
  const api = `${apiUrl(world, repository)}/git`
  return {
    ref,
    node_id: nodeId('Ref', repository.id, ref),
    url: `${api}/${ref}`,
    object: { sha, type, url: `${api}/${type}s/${sha}` },
  }
}
