import type { GithubContext } from '../context.ts'
import type { Repository } from '../state.ts'

/** `http://…/api/v3/repos/OWNER/REPO`. */
export function apiUrl({ url }: Pick<GithubContext, 'url'>, { owner, name }: Repository): string {
  return `${url}/api/v3/repos/${owner}/${name}`
}

/** `http://…/OWNER/REPO`. */
export function webUrl({ url }: Pick<GithubContext, 'url'>, { owner, name }: Repository): string {
  return `${url}/${owner}/${name}`
}

/** An opaque id, as GraphQL would give it. */
export function nodeId(kind: string, ...parts: (string | number)[]): string {
  return Buffer.from([kind, ...parts].join(':')).toString('base64url')
}
