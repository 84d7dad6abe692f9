import { git, tryGit } from '../git.ts'
import { changing } from '../refs.ts'
import type { Endpoint } from './endpoint.ts'
import { invalid } from './github-error.ts'
import { checkRules } from './immutable-tags.ts'

export const deleteRef: Endpoint = {
  method: 'DELETE',
  path: '/git/refs/{ref}',
  page: 'https://docs.github.com/en/rest/git/refs#delete-a-reference',
  accepts: [],
  async run({ world, repository, parameters }) {
    const ref = `refs/${parameters['ref']}`
    await changing(world, repository, async () => {
      const before = await tryGit(repository.path, ['rev-parse', '--verify', '--quiet', ref])
      if (before === undefined) throw invalid('Reference does not exist')
      checkRules(repository, ref, 'delete')
      await git(repository.path, ['update-ref', '-d', ref, before.trim()])
    })
    return { status: 204 }
  },
}
