import { getOctokit } from '@actions/github'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { execFile, type ExecFileException } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Octokit = ReturnType<typeof getOctokit>['rest']

/** One repository `acme/shop` on a cloud of its own, and a folder to clone it into. */
export interface Rig {
  readonly cloud: LocalCloud
  readonly octokit: Octokit
  readonly at: { readonly owner: 'acme'; readonly repo: 'shop' }
  /** The bare repository behind the API. */
  readonly bare: string
  readonly folder: string
  readonly cloneUrl: string
  /** Commits in the bare repository; returns the SHA. */
  commit(message: string, files?: Readonly<Record<string, string>>, parent?: string): Promise<string>
  stop(): Promise<void>
}

export function octokitFor(cloud: LocalCloud, token: string): Octokit {
  return getOctokit(token, { baseUrl: cloud.env['GITHUB_API_URL'] ?? '' }).rest
}

/** git as a user runs it, without this machine's configuration; rejects with what it said. */
export function git(cwd: string, ...args: string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'],
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.org',
    GIT_COMMITTER_NAME: 'Carl',
    GIT_COMMITTER_EMAIL: 'carl@example.org',
  }
  return new Promise((resolve, reject) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string): void =>
      error === null ? resolve(stdout.trim()) : reject(new Error(stderr, { cause: error }))
    execFile('git', args, { cwd, env, maxBuffer: 1 << 26 }, done)
  })
}

/** What git needs to send to use the cloud's token, as actions/checkout gives it. */
export function withToken(token: string): string[] {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return ['-c', `http.extraheader=AUTHORIZATION: basic ${basic}`]
}

/** A source repository of `count` commits on main, made in one go. */
export async function history(folder: string, count: number): Promise<string> {
  const path = join(folder, 'source')
  await git(folder, 'init', '-q', '--initial-branch=main', path)
  const commits = Array.from({ length: count }, (_, index) =>
    [
      'commit refs/heads/main',
      `committer Carl <carl@example.org> ${1_700_000_000 + index * 60} +0100`,
      ...data(`feat: number ${index + 1}\n`),
      `M 100644 inline file-${index + 1}.txt`,
      ...data(`${index + 1}\n`),
    ].join('\n'),
  )
  const script = join(folder, 'import')
  await writeFile(script, `${commits.join('\n')}\n`)
  await git(path, '-c', 'alias.load=!git fast-import --quiet <', 'load', script)
  return path
}

const data = (text: string): string[] => [`data ${Buffer.byteLength(text)}`, text]

export async function startRig(commits = 3): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'github-rig-'))
  const cloud = await startLocalCloud()
  const bare = await cloud.addRepository('acme/shop', await history(folder, commits))
  return {
    cloud,
    octokit: octokitFor(cloud, cloud.env['GITHUB_TOKEN'] ?? ''),
    at: { owner: 'acme', repo: 'shop' },
    bare,
    folder,
    cloneUrl: `${cloud.url}/acme/shop.git`,
    async commit(message, files = {}, parent) {
      const work = await mkdtemp(join(folder, 'work-'))
      await git(folder, 'clone', '-q', bare, work)
      if (parent !== undefined) await git(work, 'checkout', '-q', parent)
      for (const [name, content] of Object.entries(files)) await writeFile(join(work, name), content)
      await git(work, 'add', '-A')
      await git(work, 'commit', '-q', '--allow-empty', '-m', message)
      const sha = await git(work, 'rev-parse', 'HEAD')
      await git(
        work,
        'push',
        '-q',
        bare,
        parent === undefined ? 'HEAD:main' : `HEAD:refs/heads/side-${sha.slice(0, 7)}`,
      )
      return sha
    },
    async stop() {
      await cloud.stop()
      await rm(folder, { recursive: true })
    },
  }
}
