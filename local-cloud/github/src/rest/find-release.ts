import type { Release } from '../release.ts'
import type { RestCall } from './endpoint.ts'
import { notFound } from './github-error.ts'

/** The release that the path names by its id; a draft is there only for those who may push. */
export function releaseById({ repository, parameters, authenticated }: RestCall): Release {
  const found = repository.releases.find(({ id }) => String(id) === parameters['release_id'])
  if (found === undefined || (found.draft && !authenticated)) throw notFound()
  return found
}
