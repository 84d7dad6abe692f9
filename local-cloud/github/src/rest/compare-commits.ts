import type { components } from '@octokit/openapi-types'
import { changedFiles } from '../changed-files.ts'
import { commitsBetween, readCommit, readThese, resolveCommit, type Commit } from '../commits.ts'
import { git, tryGit } from '../git.ts'
import type { Repository } from '../state.ts'
import { webUrl } from './addresses.ts'
import type { Endpoint, RestCall } from './endpoint.ts'
import { GithubError, notFound } from './github-error.ts'
import { linkHeader, pageOf, pages, type Pages } from './paginate.ts'
import { showCommit, showFile } from './show-commit.ts'

type Comparison = components['schemas']['commit-comparison']

/** So many commits come where no page is asked for, and no word about the rest but `total_commits`. */
const cap = 250
const mostFiles = 300

/** `base...head`: what head has that base has not, oldest first. */
export const compareCommits: Endpoint = {
  method: 'GET',
  path: '/compare/{basehead}',
  page: 'https://docs.github.com/en/rest/commits/commits#compare-two-commits',
  accepts: ['per_page', 'page'],
  async run(call) {
    const { repository, query, parameters } = call
    const [base, head] = await ends(repository, parameters['basehead'] ?? '')
    const asked = query.has('page') || query.has('per_page') ? pages(call) : undefined
    const body = await comparison(call, base, head, asked ?? { page: 1, perPage: cap })
    const headers = asked === undefined ? {} : linkHeader(call, asked, body.total_commits)
    return { status: 200, body, headers }
  },
}

async function ends({ path }: Repository, basehead: string): Promise<[string, string]> {
  const dots = basehead.indexOf('...')
  if (dots < 0) throw notFound()
  const base = await resolveCommit(path, basehead.slice(0, dots))
  const head = await resolveCommit(path, basehead.slice(dots + 3))
  if (base === undefined || head === undefined) throw notFound()
  return [base, head]
}

async function comparison(call: RestCall, base: string, head: string, asked: Pages): Promise<Comparison> {
  const { world, repository, url, parameters } = call
  const { path } = repository
  const mergeBase = (await tryGit(path, ['merge-base', base, head]))?.trim()
  if (mergeBase === undefined) throw new GithubError(404, `No common ancestor between ${parameters['basehead']}.`)
  const counts = (await git(path, ['rev-list', '--left-right', '--count', `${base}...${head}`])).trim().split('\t')
  const [behind = 0, ahead = 0] = counts.map(Number)
  const commits = await pageOfCommits(path, base, head, asked)
  const files = asked.page === 1 ? (await changedFiles(path, mergeBase, head)).slice(0, mostFiles) : undefined
  const web = `${webUrl(world, repository)}/compare/${parameters['basehead']}`
  const show = (commit: Commit): components['schemas']['commit'] => showCommit(world, repository, commit)
  return {
    url,
    html_url: web,
    permalink_url: `${webUrl(world, repository)}/compare/${base}...${head}`,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: show(await readCommit(path, base)),
    merge_base_commit: show(await readCommit(path, mergeBase)),
    status: status(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: commits.map(show),
    ...(files === undefined ? {} : { files: files.map((file) => showFile(world, repository, head, file)) }),
  }
}

function status(ahead: number, behind: number): Comparison['status'] {
  if (ahead > 0 && behind > 0) return 'diverged'
  if (ahead > 0) return 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}

/** git applies `--skip` before `--reverse`, so the page is cut from the list of SHAs. */
async function pageOfCommits(path: string, base: string, head: string, asked: Pages): Promise<Commit[]> {
  return readThese(path, pageOf(await commitsBetween(path, base, head), asked))
}
