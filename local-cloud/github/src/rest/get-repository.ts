import { defaultBranch } from '../default-branch.ts'
import type { Endpoint } from './endpoint.ts'
import { showRepository } from './show-repository.ts'

export const getRepository: Endpoint = {
  method: 'GET',
  path: '',
  page: 'https://docs.github.com/en/rest/repos/repos#get-a-repository',
  accepts: [],
  async run({ world, repository, authenticated }) {
    return { status: 200, body: showRepository(world, repository, await defaultBranch(repository), authenticated) }
  },
}
