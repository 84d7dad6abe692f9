import type { components } from '@octokit/openapi-types'
import { readCommits, resolveCommit } from '../commits.ts'
import { git } from '../git.ts'
import type { Endpoint, RestCall } from './endpoint.ts'
import { GithubError, notFound } from './github-error.ts'
import { linkHeader, pages } from './paginate.ts'
import { showCommit } from './show-commit.ts'

/** The newest first, of the default branch where nothing else is asked for. */
export const listCommits: Endpoint = {
  method: 'GET',
  path: '/commits',
  page: 'https://docs.github.com/en/rest/commits/commits#list-commits',
  accepts: ['sha', 'path', 'per_page', 'page'],
  async run(call) {
    const { world, repository, query } = call
    const file = query.get('path') ?? ''
    // A path stands for itself, without git's own pattern language.
    const range = [await start(call), '--', ...(file === '' ? [] : [`:(literal)${file}`])]
    const asked = pages(call)
    const total = Number(await git(repository.path, ['rev-list', '--count', ...range]))
    const page = [`--skip=${(asked.page - 1) * asked.perPage}`, `--max-count=${asked.perPage}`]
    const commits = await readCommits(repository.path, [...page, ...range])
    const body: components['schemas']['commit'][] = commits.map((commit) => showCommit(world, repository, commit))
    return { status: 200, body, headers: linkHeader(call, asked, total) }
  },
}

async function start({ repository, query }: RestCall): Promise<string> {
  const asked = query.get('sha') ?? ''
  const found = await resolveCommit(repository.path, asked === '' ? 'HEAD' : asked)
  if (found !== undefined) return found
  throw asked === '' ? new GithubError(409, 'Git Repository is empty.') : notFound()
}
