import type { Endpoint } from './endpoint.ts'
import { notFound } from './github-error.ts'
import { latestRelease } from './latest-release.ts'
import { showRelease } from './show-release.ts'

export const getLatestRelease: Endpoint = {
  method: 'GET',
  path: '/releases/latest',
  page: 'https://docs.github.com/en/rest/releases/releases#get-the-latest-release',
  accepts: [],
  run({ world, repository }) {
    const found = latestRelease(repository)
    if (found === undefined) throw notFound()
    return { status: 200, body: showRelease(world, repository, found) }
  },
}
