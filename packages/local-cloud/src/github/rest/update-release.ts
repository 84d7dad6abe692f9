import { optionalFlag, type Endpoint } from './endpoint.ts'
import { releaseById } from './find-release.ts'
import { invalid } from './github-error.ts'
import { publish, refuseTakenTag } from './publish-release.ts'
import { readRelease, releaseMembers } from './release-members.ts'
import { showRelease } from './show-release.ts'

/** Changes a release; a draft that becomes none is published. */
export const updateRelease: Endpoint = {
  method: 'PATCH',
  path: '/releases/{release_id}',
  page: 'https://docs.github.com/en/rest/releases/releases#update-a-release',
  accepts: releaseMembers,
  async run(call) {
    const { world, repository } = call
    const release = releaseById(call)
    const draft = optionalFlag(call, 'draft') ?? release.draft
    if (draft && !release.draft) throw invalid('A published release cannot become a draft here')
    const changed = { ...release, ...readRelease(call), updatedAt: world.clock.now() }
    if (!draft) refuseTakenTag(repository, changed.tagName, release)
    if (!draft && (release.draft || changed.tagName !== release.tagName)) await publish(world, repository, changed)
    Object.assign(release, changed)
    return { status: 200, body: showRelease(world, repository, release) }
  },
}
