import type { components } from '@octokit/openapi-types'
import type { GithubContext } from '../context.ts'
import { isoSeconds } from '../commits.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId, webUrl } from './addresses.ts'
import { repositoryLinks } from './repository-links.ts'
import { showUser } from './show-user.ts'

type FullRepository = components['schemas']['full-repository']

/** Whoever has the token may push, and sees how pull requests are merged; anybody else may read. */
export function showRepository(
  world: GithubContext,
  repository: Repository,
  defaultBranch: string,
  mayPush: boolean,
): FullRepository {
  const { id, owner, name } = repository
  const [api, web] = [apiUrl(world, repository), webUrl(world, repository)]
  const created = isoSeconds(repository.createdAt)
  const { private: closed, immutable_releases: _, matching_refs_in_pages: _pages, ...merging } = repository.settings
  return {
    ...repositoryLinks(api),
    ...counts,
    ...settings,
    ...(mayPush ? merging : {}),
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: `${owner}/${name}`,
    owner: showUser(world, owner, id, 'Organization'),
    private: closed,
    visibility: closed ? 'private' : 'public',
    html_url: web,
    url: api,
    git_url: `git:${web.slice('http:'.length)}.git`,
    ssh_url: `git@127.0.0.1:${owner}/${name}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    default_branch: defaultBranch,
    created_at: created,
    updated_at: created,
    pushed_at: created,
    permissions: { admin: false, maintain: false, push: mayPush, triage: mayPush, pull: true },
  }
}

const counts = {
  forks: 0,
  forks_count: 0,
  network_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0,
  stargazers_count: 0,
  subscribers_count: 0,
  watchers: 0,
  watchers_count: 0,
} as const

const settings = {
  archived: false,
  description: null,
  disabled: false,
  fork: false,
  has_discussions: false,
  has_issues: true,
  has_pages: false,
  has_projects: false,
  has_wiki: false,
  homepage: null,
  language: null,
  license: null,
  mirror_url: null,
} as const
