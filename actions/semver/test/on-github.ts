import { execFileSync } from 'node:child_process'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import type { SemverInputs } from '../src/inputs.ts'
import { inputsOf, type Changes } from './scene.ts'

/** Repositories of `octo` on a local cloud's GitHub, which lives as long as the file of tests. */
export interface OnGitHub {
  readonly cloud: LocalCloud
  /** A repository on GitHub that holds what `origin` holds; returns where it is on disk. */
  publish(name: string, origin: Repository): Promise<string>
  /** A runner's own checkout, over git's HTTP protocol as from GitHub. */
  checkout(name: string): Promise<Repository>
  push(repository: Repository, name: string, branch?: string): Promise<void>
  /** The inputs of a step with `mode: tag` in a workflow of the repository, but for the changes. */
  inputs(name: string, repository: Pick<Repository, 'directory'>, changes?: Changes): SemverInputs
  /** Every tag and the commit it leads to. */
  tags(name: string): Readonly<Record<string, string>>
  /** Releases by their tags, each as `draft`, `prerelease`, `latest` or `published`. */
  releases(name: string): Readonly<Record<string, string>>
  /** Where refs were put, in order: `v1.0.0` and the commit, or `null` for a deletion. */
  written(name: string): readonly (readonly [tag: string, sha: string | null])[]
}

export function onGitHub(): OnGitHub {
  let started: LocalCloud | undefined
  beforeAll(async () => void (started = await startLocalCloud()))
  afterAll(() => started?.stop())
  const cloud = (): LocalCloud => started ?? fail()
  const bare = (name: string): string => cloud().world.github.repositories.get(`octo/${name}`)?.path ?? fail()
  return {
    get cloud() {
      return cloud()
    },
    publish: (name, origin) => cloud().addRepository(`octo/${name}`, origin.directory),
    checkout: (name) => Repository.from(`${cloud().url}/octo/${name}.git`),
    push(repository, name, branch = 'main') {
      const url = `http://x:${cloud().env['GITHUB_TOKEN']}@${cloud().registryHost}/octo/${name}.git`
      return repository.talk('push', '--quiet', url, `HEAD:refs/heads/${branch}`)
    },
    inputs(name, { directory }, changes = {}) {
      const { GITHUB_TOKEN: token = '', GITHUB_API_URL: apiUrl = '' } = cloud().env
      const github = { token, apiUrl, serverUrl: cloud().url, owner: 'octo', repo: name }
      return inputsOf(directory, { mode: 'tag', github, ...changes })
    },
    tags(name) {
      const format = '--format=%(refname:lstrip=2) %(objectname) %(*objectname)'
      const lines = execFileSync('git', ['for-each-ref', format, 'refs/tags'], { cwd: bare(name), encoding: 'utf8' })
      const rows = lines.split('\n').filter((line) => line !== '')
      return Object.fromEntries(
        rows.map((row) => {
          const [tag = '', object = '', peeled = ''] = row.split(' ')
          return [tag, peeled || object]
        }),
      )
    },
    releases(name) {
      const { releases, latest } = cloud().world.github.repositories.get(`octo/${name}`) ?? fail()
      const stateOf = (release: (typeof releases)[number]): string =>
        release.draft ? 'draft' : release.prerelease ? 'prerelease' : release === latest ? 'latest' : 'published'
      return Object.fromEntries(releases.map((release) => [release.tagName, stateOf(release)]))
    },
    written(name) {
      return cloud().timeline.events.flatMap((event) =>
        event.kind === 'ref' && event.repository === `octo/${name}` && event.ref.startsWith('refs/tags/')
          ? [[event.ref.slice('refs/tags/'.length), event.sha] as const]
          : [],
      )
    },
  }
}

function fail(): never {
  throw new Error('there is no such thing on the local cloud')
}
