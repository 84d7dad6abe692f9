import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { showRelease } from './show-release.ts'

/** The newest release that is neither a draft nor a pre-release. */
export const getLatestRelease: Endpoint = {
  method: 'GET',
  path: '/releases/latest',
  page: 'https://docs.github.com/en/rest/releases/releases#get-the-latest-release',
  accepts: [],
  run({ world, repository }) {
    const found = repository.releases.findLast(({ draft, prerelease, latest }) => !draft && !prerelease && latest)
    if (found === undefined) throw notFound()
    return { status: 200, body: showRelease(world, repository, found) }
  },
}
