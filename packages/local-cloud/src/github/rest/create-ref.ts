import { GitError, git, tryGit } from '../git.ts'
import { changing } from '../refs.ts'
import type { Repository } from '../state.ts'
import { requiredText, type Endpoint } from './endpoint.ts'
import { invalid } from './github-error.ts'
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

async function create({ path }: Repository, ref: string, sha: string): Promise<void> {
  try {
    await git(path, ['update-ref', '--stdin'], `create ${ref} ${sha}\n`)
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const standing = await tryGit(path, ['rev-parse', '--verify', '--quiet', ref])
    throw invalid(standing === undefined ? 'Reference update failed' : 'Reference already exists')
  }
}
