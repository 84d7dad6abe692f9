import { execFileSync } from 'node:child_process'
import type { LocalCloud } from '@slipway/local-cloud'
import type { GitHubLocation } from '../src/index.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

/** One repository on a cloud of its own, and git in it. */
export interface RepositoryOnCloud {
  readonly cloud: LocalCloud
  readonly name: string
  readonly location: GitHubLocation
  readonly git: (...args: readonly string[]) => string
  /** The same with a standard input. */
  readonly feed: (input: string, ...args: readonly string[]) => string
  /** A commit of nothing but its message; each is a minute later than the one before. */
  readonly commit: (message: string, ...parents: readonly string[]) => string
  /** So many commits in a row on `main`, oldest first. */
  readonly line: (count: number) => readonly string[]
}

const people = ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL']
const person = Object.fromEntries(people.map((name) => [name, 'ada@example.com']))

export async function repositoryOn(cloud: LocalCloud, repo: string): Promise<RepositoryOnCloud> {
  const name = `octo/${repo}`
  const cwd = await cloud.addRepository(name)
  let minutes = 0
  const feed = (input: string, ...args: readonly string[]): string => {
    const date = `${1_700_000_000 + minutes * 60} +0000`
    const env = { PATH: process.env['PATH'], ...person, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    return execFileSync('git', args, { cwd, env, input, encoding: 'utf8' }).trim()
  }
  const git = (...args: readonly string[]): string => feed('', ...args)
  return {
    cloud,
    name,
    location: {
      token: cloud.env['GITHUB_TOKEN'] ?? '',
      apiUrl: cloud.env['GITHUB_API_URL'] ?? '',
      owner: 'octo',
      repo,
    },
    git,
    feed,
    line(count) {
      const steps = Array.from({ length: count }, (_, index) => {
        const committer = `committer ada <ada@example.com> ${1_600_000_000 + index * 60} +0000`
        const message = `fix: ${index}\n`
        return `commit refs/heads/main\n${committer}\ndata ${message.length}\n${message}`
      })
      feed(steps.join('\n'), 'fast-import', '--quiet')
      return git('rev-list', '--reverse', 'main').split('\n')
    },
    commit(message, ...parents) {
      minutes += 1
      const tree = git('hash-object', '-t', 'tree', '-w', '/dev/null')
      return git('commit-tree', ...parents.flatMap((parent) => ['-p', parent]), '-m', message, tree)
    },
  }
}

export { startLocalCloud }
