import { GitError, git, tryGit } from '../git.ts'
import { changing } from '../refs.ts'
import type { Repository } from '../state.ts'
import { requiredText, type Endpoint } from './endpoint.ts'
import { invalid } from './github-error.ts'
import { checkRules } from './immutable-tags.ts'
import { objectType } from './object-type.ts'
import { checkRefName } from './ref-name.ts'
import { showRef } from './show-ref.ts'

/** Makes a ref that does not exist; of two that race for a name, exactly one gets it. */
export const createRef: Endpoint = {
  method: 'POST',
  path: '/git/refs',
  page: 'https://docs.github.com/en/rest/git/refs#create-a-reference',
  accepts: ['ref', 'sha'],
  async run(call) {
    const { world, repository } = call
    const [ref, sha] = [requiredText(call, 'ref'), requiredText(call, 'sha')]
    await checkRefName(repository, ref)
    const type = await objectType(repository, sha)
    if (type === undefined) throw invalid('Object does not exist')
    await changing(world, repository, () => create(repository, ref, sha))
    const body = showRef(world, repository, ref, sha, type)
    return { status: 201, body, headers: { location: body.url } }
  },
}

async function create(repository: Repository, ref: string, sha: string): Promise<void> {
  const { path } = repository
  if (await stands(path, ref)) throw invalid('Reference already exists')
  checkRules(repository, ref, 'create')
  try {
    await git(path, ['update-ref', '--stdin'], `create ${ref} ${sha}\n`)
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    throw invalid((await stands(path, ref)) ? 'Reference already exists' : 'Reference update failed')
  }
}

async function stands(path: string, ref: string): Promise<boolean> {
  return (await tryGit(path, ['rev-parse', '--verify', '--quiet', ref])) !== undefined
}
