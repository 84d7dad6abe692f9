import type { components } from '@octokit/openapi-types'
import type { GithubContext } from '../context.ts'
import { nodeId } from './addresses.ts'

type User = components['schemas']['simple-user']

/** Whom a workflow's token stands for. */
export const bot = {
  login: 'github-actions[bot]',
  id: 41_898_282,
  email: '41898282+github-actions[bot]@users.noreply.github.com',
} as const

export function showUser(
  { url }: Pick<GithubContext, 'url'>,
  login: string,
  id: number,
  type: 'Bot' | 'Organization' | 'User',
): User {
  const api = `${url}/api/v3/users/${encodeURIComponent(login)}`
  return {
    login,
    id,
    node_id: nodeId('User', id),
    avatar_url: `${url}/avatars/${id}`,
    gravatar_id: '',
    url: api,
    html_url: `${url}/${encodeURIComponent(login)}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    site_admin: false,
  }
}
