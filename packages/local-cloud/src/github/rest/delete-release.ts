import type { Endpoint } from './endpoint.ts'
import { releaseById } from './find-release.ts'

/** Deletes the release; its tag stays. */
export const deleteRelease: Endpoint = {
  method: 'DELETE',
  path: '/releases/{release_id}',
  page: 'https://docs.github.com/en/rest/releases/releases#delete-a-release',
  accepts: [],
  run(call) {
    const { releases } = call.repository
    releases.splice(releases.indexOf(releaseById(call)), 1)
    return { status: 204 }
  },
}
