import type { World } from '../../world.ts'
import { resolveCommit } from '../commits.ts'
import { git, tryGit } from '../git.ts'
import { changing } from '../refs.ts'
import type { Release } from '../release.ts'
import type { Repository } from '../state.ts'
import { validationFailed } from './github-error.ts'
import { checkRefName } from './ref-name.ts'

/** One published release a tag. */
export function refuseTakenTag({ releases }: Repository, tagName: string, except?: Release): void {
  if (releases.every((release) => release === except || release.draft || release.tagName !== tagName)) return
  throw validationFailed({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
}

/** Makes the release's tag where it does not exist, at the commit that the release targets. */
export async function publish(world: World, repository: Repository, release: Release): Promise<void> {
  const { path } = repository
  const ref = `refs/tags/${release.tagName}`
  await checkRefName(repository, ref)
  await changing(world, repository, async () => {
    if ((await tryGit(path, ['rev-parse', '--verify', '--quiet', ref])) !== undefined) return
    const target = await resolveCommit(path, release.targetCommitish)
    if (target === undefined) {
      throw validationFailed({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
    }
    await git(path, ['update-ref', '--stdin'], `create ${ref} ${target}\n`)
  })
  release.draft = false
  release.publishedAt = world.clock.now()
}
