import type { GithubContext } from '../context.ts'
import { readCommit, resolveCommit } from '../commits.ts'
import { git, tryGit } from '../git.ts'
import type { Release } from '../release.ts'
import type { Repository } from '../state.ts'
import { validationFailed } from './github-error.ts'
import { burnedTag } from './immutable-tags.ts'
import { checkRefName } from './ref-name.ts'

/** One published release a tag. */
export function refuseTakenTag({ releases }: Repository, tagName: string, except?: Release): void {
  if (releases.every((release) => release === except || release.draft || release.tagName !== tagName)) return
  throw validationFailed({ resource: 'Release', code: 'already_exists', field: 'tag_name' })
}

/**
 * Makes the release public, and its tag at the commit that it targets where there is none.
 * For the caller's turn in `changing`: between its checks and this nobody else may change the repository.
 */
export async function publish(world: GithubContext, repository: Repository, release: Release): Promise<void> {
  const { path, burned, settings } = repository
  const { tagName } = release
  const tag = await tryGit(path, ['rev-parse', '--verify', '--quiet', `refs/tags/${tagName}^{commit}`])
  if (burned.has(tagName)) throw validationFailed(...burnedTag(tag !== undefined))
  const commit = tag?.trim() ?? (await makeTag(repository, release))
  release.draft = false
  release.publishedAt = world.clock.now()
  release.createdAt = new Date((await readCommit(path, commit)).committer.date)
  release.immutable = settings.immutable_releases
  if (release.immutable) burned.add(tagName)
}

async function makeTag(repository: Repository, { tagName, targetCommitish }: Release): Promise<string> {
  const { path } = repository
  await checkRefName(repository, `refs/tags/${tagName}`)
  const target = await resolveCommit(path, targetCommitish)
  if (target === undefined) throw validationFailed({ resource: 'Release', code: 'invalid', field: 'target_commitish' })
  await git(path, ['update-ref', '--stdin'], `create refs/tags/${tagName} ${target}\n`)
  return target
}
