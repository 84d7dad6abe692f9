import { git } from '../git.ts'
import type { Release } from '../release.ts'
import { optionalFlag, requiredText, type Endpoint } from './endpoint.ts'
import { publish, refuseTakenTag } from './publish-release.ts'
import { readRelease, releaseMembers } from './release-members.ts'
import { showRelease } from './show-release.ts'

/** Makes a release, and its tag unless the release is a draft. */
export const createRelease: Endpoint = {
  method: 'POST',
  path: '/releases',
  page: 'https://docs.github.com/en/rest/releases/releases#create-a-release',
  accepts: releaseMembers,
  async run(call) {
    const { world, repository } = call
    const tagName = requiredText(call, 'tag_name')
    const draft = optionalFlag(call, 'draft') ?? false
    if (!draft) refuseTakenTag(repository, tagName)
    const now = world.clock.now()
    const release: Release = {
      id: Math.max(0, ...repository.releases.map(({ id }) => id)) + 1,
      createdAt: now,
      updatedAt: now,
      publishedAt: null,
      targetCommitish: (await git(repository.path, ['symbolic-ref', '--short', 'HEAD'])).trim(),
      name: null,
      body: null,
      draft: true,
      prerelease: false,
      latest: true,
      ...readRelease(call),
      tagName,
    }
    if (!draft) await publish(world, repository, release)
    repository.releases.push(release)
    const body = showRelease(world, repository, release)
    return { status: 201, body, headers: { location: body.url } }
  },
}
