import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { showRelease } from './show-release.ts'

/** The published release of a tag; drafts have none yet. */
export const getReleaseByTag: Endpoint = {
  method: 'GET',
  path: '/releases/tags/{tag}',
  page: 'https://docs.github.com/en/rest/releases/releases#get-a-release-by-tag-name',
  accepts: [],
  run({ world, repository, parameters }) {
    const found = repository.releases.find(({ tagName, draft }) => !draft && tagName === parameters['tag'])
    if (found === undefined) throw notFound()
    return { status: 200, body: showRelease(world, repository, found) }
  },
}
