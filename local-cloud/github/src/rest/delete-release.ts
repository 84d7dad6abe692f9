import { changing } from '../refs.ts'
import type { Endpoint } from './endpoint.ts'
import { releaseById } from './find-release.ts'

/** Deletes the release; its tag stays. */
export const deleteRelease: Endpoint = {
  method: 'DELETE',
  path: '/releases/{release_id}',
  page: 'https://docs.github.com/en/rest/releases/releases#delete-a-release',
  accepts: [],
  async run(call) {
    const { world, repository } = call
    const { releases } = repository
    await changing(world, repository, async () => releases.splice(releases.indexOf(releaseById(call)), 1))
    return { status: 204 }
  },
}
