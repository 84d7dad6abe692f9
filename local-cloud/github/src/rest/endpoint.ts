import type { GithubContext } from '../context.ts'
import type { Repository } from '../state.ts'
import { GithubError, invalid } from './github-error.ts'

/** One REST call on one repository. */
export interface RestCall {
  readonly world: GithubContext
  readonly repository: Repository
  /** `{…}` of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  /** Of this call, without its query. */
  readonly url: string
  readonly authenticated: boolean
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** One operation of GitHub's REST API. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/repos/{owner}/{repo}`; a parameter at the end may hold slashes, unless it is an id, a number or a SHA. */
  readonly path: string
  /** The GitHub page this is written from. */
  readonly page: string
  /** Members of the body and query parameters that are understood; any other is refused by name. */
  readonly accepts: readonly string[]
  run(call: RestCall): Promise<Reply> | Reply
}

/** A member of the body that must be there. */
export function requiredText({ body }: RestCall, name: string): string {
  const value = body[name]
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`Invalid request.\n\n"${name}" wasn't supplied.`)
}

export function optionalText({ body }: RestCall, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw invalid(`Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(value)} is not a string.`)
}

export function optionalFlag({ body }: RestCall, name: string): boolean | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'boolean') return value
  throw invalid(`Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(value)} is not a boolean.`)
}

/** 501, which GitHub never answers: nobody takes a gap of the local cloud for an answer of GitHub. */
export function unsupportedHere(message: string): GithubError {
  return new GithubError(501, `the local cloud does not support ${message}`)
}
