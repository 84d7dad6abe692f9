import type { components } from '@octokit/openapi-types'
import { createHash } from 'node:crypto'
import type { GithubContext } from '../context.ts'
import type { Repository } from '../state.ts'
import { apiUrl, nodeId } from './addresses.ts'

type Label = components['schemas']['label'] & { readonly description: string }

/** A label has a name here and nothing else; its id stays the same, as on GitHub. */
export function showLabel(world: GithubContext, repository: Repository, name: string): Label {
  const id = createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE(0)
  return {
    id,
    node_id: nodeId('Label', repository.id, id),
    url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(name)}`,
    name,
    description: '',
    color: 'ededed',
    default: false,
  }
}
