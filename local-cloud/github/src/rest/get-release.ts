import type { Endpoint } from './endpoint.ts'
import { releaseById } from './find-release.ts'
import { showRelease } from './show-release.ts'

export const getRelease: Endpoint = {
  method: 'GET',
  path: '/releases/{release_id}',
  page: 'https://docs.github.com/en/rest/releases/releases#get-a-release',
  accepts: [],
  run: (call) => ({ status: 200, body: showRelease(call.world, call.repository, releaseById(call)) }),
}
