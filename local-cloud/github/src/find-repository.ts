import type { GithubContext } from './context.ts'
import type { Repository } from './state.ts'

/** The repository `OWNER/REPO`, whose name came over the control surface; throws where there is none. */
export function findRepository({ github }: GithubContext, fullName: unknown): Repository {
  const found = typeof fullName === 'string' ? github.repositories.get(fullName.toLowerCase()) : undefined
  if (found === undefined) throw new TypeError(`there is no repository ${JSON.stringify(fullName)}`)
  return found
}
