import type { components } from '@octokit/openapi-types'
import { git } from '../git.ts'
import type { GithubContext } from '../context.ts'
import { isoSeconds } from '../commits.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId } from './addresses.ts'
import { unsigned } from './show-commit.ts'

/** Reads an annotated tag: header lines, a blank line, the message. */
export async function showTagObject(
  world: GithubContext,
  repository: Repository,
  sha: string,
): Promise<components['schemas']['git-tag']> {
  const content = await git(repository.path, ['cat-file', 'tag', sha])
  const end = content.indexOf('\n\n')
  const header = new Map(
    content
      .slice(0, end)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const),
  )
  const [, name = '', email = '', seconds = '0'] = /^([^<]*) <([^>]*)> (\d+) /.exec(header.get('tagger') ?? '') ?? []
  const object = { sha: header.get('object') ?? '', type: header.get('type') ?? '' }
  const api = `${apiUrl(world, repository)}/git`
  return {
    node_id: nodeId('Tag', repository.id, sha),
    sha,
    url: `${api}/tags/${sha}`,
    tag: header.get('tag') ?? '',
    message: content.slice(end + 2).replace(/(?<!\n)\n+$/, ''),
    tagger: { name, email, date: isoSeconds(seconds) },
    object: { ...object, url: `${api}/${object.type}s/${object.sha}` },
    verification: unsigned,
  }
}
