import { changing } from '../refs.ts'
import type { Release } from '../release.ts'
import { optionalFlag, type Endpoint, type RestCall } from './endpoint.ts'
import { releaseById } from './find-release.ts'
import { invalid, validationFailed } from './github-error.ts'
import { noteLatest, refuseUnfinishedLatest } from './latest-release.ts'
import { publish, refuseTakenTag } from './publish-release.ts'
import { readRelease, releaseMembers, type ReleaseChanges } from './release-members.ts'
import { showRelease } from './show-release.ts'

/** Changes a release; a draft that becomes none is published. */
export const updateRelease: Endpoint = {
  method: 'PATCH',
  path: '/releases/{release_id}',
  page: 'https://docs.github.com/en/rest/releases/releases#update-a-release',
  accepts: releaseMembers,
  async run(call) {
    const { world, repository } = call
    const release = await changing(world, repository, () => update(call))
    return { status: 200, body: showRelease(world, repository, release) }
  },
}

async function update(call: RestCall): Promise<Release> {
  const { world, repository } = call
  const release = releaseById(call)
  const draft = optionalFlag(call, 'draft') ?? release.draft
  if (draft && !release.draft) throw invalid('A published release cannot become a draft here')
  const changes = readRelease(call)
  const changed = { ...release, ...changes, updatedAt: world.clock.now() }
  refuseUnfinishedLatest({ ...changed, draft }, changes)
  refuseLockedTag(release, changes)
  const published = !draft && release.draft
  if (!draft) refuseTakenTag(repository, changed.tagName, release)
  if (published || (!draft && changed.tagName !== release.tagName)) await publish(world, repository, changed)
  Object.assign(release, changed)
  if (published || (!draft && changes.makeLatest !== undefined)) noteLatest(repository, release)
  return release
}

/** The tag of an immutable release is its tag for good; title, notes and being the latest may change. */
function refuseLockedTag(release: Release, { tagName, targetCommitish }: ReleaseChanges): void {
  if (!release.immutable) return
  if ((tagName ?? release.tagName) === release.tagName && targetCommitish === undefined) return
  throw validationFailed({ resource: 'Release', code: 'custom', message: 'An immutable release keeps its tag' })
}
