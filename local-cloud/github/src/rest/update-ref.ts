import { git, tryGit } from '../git.ts'
import { changing } from '../refs.ts'
import type { Repository } from '../state.ts'
import { optionalFlag, requiredText, type Endpoint } from './endpoint.ts'
import { invalid } from './github-error.ts'
import { checkRules } from './immutable-tags.ts'
import { objectType } from './object-type.ts'
import { showRef } from './show-ref.ts'

export const updateRef: Endpoint = {
  method: 'PATCH',
  path: '/git/refs/{ref}',
  page: 'https://docs.github.com/en/rest/git/refs#update-a-reference',
  accepts: ['sha', 'force'],
  async run(call) {
    const { world, repository, parameters } = call
    const ref = `refs/${parameters['ref']}`
    const [sha, force] = [requiredText(call, 'sha'), optionalFlag(call, 'force') ?? false]
    const type = await objectType(repository, sha)
    if (type === undefined) throw invalid('Object does not exist')
    await changing(world, repository, () => move(repository, ref, sha, force))
    return { status: 200, body: showRef(world, repository, ref, sha, type) }
  },
}

async function move(repository: Repository, ref: string, sha: string, force: boolean): Promise<void> {
  const { path } = repository
  const before = await tryGit(path, ['rev-parse', '--verify', '--quiet', ref])
  if (before === undefined) throw invalid('Reference does not exist')
  if (before.trim() !== sha) checkRules(repository, ref, 'update')
  const forward = await tryGit(path, ['merge-base', '--is-ancestor', before.trim(), sha])
  if (forward === undefined && !force) throw invalid('Update is not a fast forward')
  await git(path, ['update-ref', ref, sha, before.trim()])
}
