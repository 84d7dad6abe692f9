import type { components } from '@octokit/openapi-types'
import type { GithubContext } from '../context.ts'
import { isoSeconds } from '../commits.ts'
import type { Release } from '../release.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId, webUrl } from './addresses.ts'
import { bot, showUser } from './show-user.ts'

export function showRelease(
  world: GithubContext,
  repository: Repository,
  release: Release,
): components['schemas']['release'] {
  const [api, web] = [apiUrl(world, repository), webUrl(world, repository)]
  const { id, tagName, targetCommitish, name, body, draft, prerelease } = release
  const tag = encodeURIComponent(tagName)
  return {
    url: `${api}/releases/${id}`,
    assets_url: `${api}/releases/${id}/assets`,
    upload_url: `${api}/releases/${id}/assets{?name,label}`,
    html_url: `${web}/releases/tag/${draft ? `untagged-${id}` : tag}`,
    id,
    author: showUser(world, bot.login, bot.id, 'Bot'),
    node_id: nodeId('Release', repository.id, id),
    tag_name: tagName,
    target_commitish: targetCommitish,
    name,
    draft,
    prerelease,
    immutable: release.immutable,
    created_at: isoSeconds(release.createdAt),
    updated_at: isoSeconds(release.updatedAt),
    published_at: release.publishedAt === null ? null : isoSeconds(release.publishedAt),
    assets: [],
    tarball_url: draft ? null : `${api}/tarball/${tag}`,
    zipball_url: draft ? null : `${api}/zipball/${tag}`,
    body,
  }
}
