import type { Control } from '@slipway/local-cloud-frame/control'
import type { GithubContext } from './context.ts'
import { checkMembers, text } from '@slipway/local-cloud-frame/members'
import { addRepository } from './add-repository.ts'
import { readFailure } from './failures.ts'
import { findRepository } from './find-repository.ts'
import { putPull } from './put-pull.ts'
import { readPull } from './read-pull.ts'
import { readSettings } from './repository-settings.ts'

export const githubControls: readonly Control<GithubContext>[] = [
  {
    method: 'POST',
    path: '/_local/github/failures',
    run({ github }, body) {
      const failure = readFailure(body)
      github.fail(failure)
      return failure
    },
  },
  {
    method: 'POST',
    path: '/_local/github/repositories',
    async run(world, body) {
      const given = checkMembers('a repository', { name: text, from: text }, ['name'], body)
      const { name, from } = given as { readonly name: string; readonly from?: string }
      return { name, path: await addRepository(world, name, from) }
    },
  },
  {
    method: 'POST',
    path: '/_local/github/settings',
    run(world, body) {
      const { repository: name, ...settings } = body as { repository?: unknown }
      const repository = findRepository(world, name)
      repository.settings = { ...repository.settings, ...readSettings(settings) }
      return repository.settings
    },
  },
  {
    method: 'POST',
    path: '/_local/github/pulls',
    async run(world, body) {
      const { repository, ...pull } = body as { repository?: unknown }
      return putPull(world, findRepository(world, repository), readPull(pull))
    },
  },
]
