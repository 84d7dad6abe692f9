import { defaultBranch } from '../default-branch.ts'
import { changing } from '../refs.ts'
import type { Release } from '../release.ts'
import { optionalFlag, requiredText, type Endpoint, type RestCall } from './endpoint.ts'
import { noteLatest, refuseUnfinishedLatest } from './latest-release.ts'
import { publish, refuseTakenTag } from './publish-release.ts'
import { readRelease, releaseMembers } from './release-members.ts'
import { showRelease } from './show-release.ts'

/** Makes a release, and its tag unless the release is a draft; of those that race for a tag, exactly one gets it. */
export const createRelease: Endpoint = {
  method: 'POST',
  path: '/releases',
  page: 'https://docs.github.com/en/rest/releases/releases#create-a-release',
  accepts: releaseMembers,
  async run(call) {
    const { world, repository } = call
    const release = await changing(world, repository, () => create(call))
    const body = showRelease(world, repository, release)
    return { status: 201, body, headers: { location: body.url } }
  },
}

async function create(call: RestCall): Promise<Release> {
  const { world, repository } = call
  const changes = readRelease(call)
  const now = world.clock.now()
  const release: Release = {
    id: Math.max(0, ...repository.releases.map(({ id }) => id)) + 1,
    createdAt: now,
    updatedAt: now,
    publishedAt: null,
    targetCommitish: await defaultBranch(repository),
    name: null,
    body: null,
    draft: true,
    prerelease: false,
    makeLatest: 'true',
    immutable: false,
    ...changes,
    tagName: requiredText(call, 'tag_name'),
  }
  if (optionalFlag(call, 'draft') !== true) {
    refuseUnfinishedLatest({ ...release, draft: false }, changes)
    refuseTakenTag(repository, release.tagName)
    await publish(world, repository, release)
    noteLatest(repository, release)
  }
  repository.releases.push(release)
  return release
}
