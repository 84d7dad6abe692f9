import { execFileSync } from 'node:child_process'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gitHubTags, type GitHubLocation, type GitHubTags } from '../src/index.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
let path: string
let number = 0
beforeAll(async () => void (cloud = await startLocalCloud()))
afterAll(() => cloud.stop())
beforeEach(async () => void (path = await cloud.addRepository(`octo/ship-${++number}`)))

const people = ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL']
const env = { PATH: process.env['PATH'], ...Object.fromEntries(people.map((name) => [name, 'ada@example.com'])) }
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: path, env, encoding: 'utf8' }).trim()

/** A commit in the bare repository behind the API. */
function commit(message: string): string {
  const tree = git('hash-object', '-t', 'tree', '-w', '/dev/null')
  return git('commit-tree', '-m', message, tree)
}

const tags = (more: Partial<GitHubLocation> = {}): GitHubTags =>
  gitHubTags({
    token: cloud.env['GITHUB_TOKEN'] ?? '',
    apiUrl: cloud.env['GITHUB_API_URL'] ?? '',
    owner: 'octo',
    repo: `ship-${number}`,
    ...more,
  })

describe('a tag on GitHub', () => {
  it('is created once, and then exists on its commit', async () => {
    const sha = commit('feat: a')
    expect(await tags().create('v1.0.0', sha)).toEqual({ kind: 'created' })
    expect(git('rev-parse', 'refs/tags/v1.0.0')).toBe(sha)
    expect(await tags().create('v1.0.0', sha)).toEqual({ kind: 'exists', commit: sha })
  })

  it('stays where it is when another commit wants it', async () => {
    const [first, second] = [commit('feat: a'), commit('feat: b')]
    await tags().create('api/v1.0.0', first)
    expect(await tags().create('api/v1.0.0', second)).toEqual({ kind: 'exists', commit: first })
    expect(git('rev-parse', 'refs/tags/api/v1.0.0')).toBe(first)
  })

  it('is taken back, also when it is gone already or the answer is lost', async () => {
    const sha = commit('feat: a')
    await tags().create('v1.0.0', sha)
    await tags().create('v1.0.1', sha)
    await tags().remove('v1.0.0')
    await tags().remove('v1.0.0')
    const path = `/repos/octo/ship-${number}/git/refs/*`
    cloud.world.github.fail({ method: 'DELETE', path, status: 502, message: 'Bad gateway', applied: true })
    await tags().remove('v1.0.1')
    expect(git('tag', '--list')).toBe('')
  })

  it('that may not be deleted is named', async () => {
    await tags().create('v1.0.0', commit('feat: a'))
    const message = 'Repository rule violations found\n\nCannot delete this tag'
    const path = `/repos/octo/ship-${number}/git/refs/*`
    cloud.world.github.fail({ method: 'DELETE', path, status: 422, message })
    await expect(tags().remove('v1.0.0')).rejects.toMatchObject({
      code: 'TAG_REFUSED',
      message: expect.stringContaining('delete the tag v1.0.0'),
      remedy: expect.stringContaining('Rulesets'),
    })
  })

  it('is followed through an annotation', async () => {
    const sha = commit('feat: a')
    git('tag', '--annotate', '--message', 'by hand', 'v1.0.0', sha)
    expect(await tags().create('v1.0.0', sha)).toEqual({ kind: 'exists', commit: sha })
  })

  it('is created by one of many at once', async () => {
    const shas = Array.from({ length: 8 }, (_, index) => commit(`feat: ${index}`))
    const creations = await Promise.all(shas.map((sha) => tags().create('v1.0.0', sha)))
    const owner = git('rev-parse', 'refs/tags/v1.0.0')
    expect(creations.filter(({ kind }) => kind === 'created')).toHaveLength(1)
    expect(creations[shas.indexOf(owner)]).toEqual({ kind: 'created' })
    expect(creations.filter((creation) => creation.kind === 'exists' && creation.commit === owner)).toHaveLength(7)
  })

  it('is refused on a commit that was never pushed', async () => {
    await expect(tags().create('v1.0.0', 'f'.repeat(40))).rejects.toMatchObject({ code: 'TAG_REFUSED' })
  })

  it('is refused to a token that is not valid', async () => {
    const creating = tags({ token: 'ghs_of-nobody' }).create('v1.0.0', commit('feat: a'))
    await expect(creating).rejects.toMatchObject({ code: 'TOKEN_REFUSED' })
  })

  it('is refused in a repository that is not there', async () => {
    const creating = tags({ repo: 'nothing' }).create('v1.0.0', commit('feat: a'))
    await expect(creating).rejects.toMatchObject({ code: 'REPOSITORY_NOT_FOUND' })
  })

  it('is refused for want of a permission, which is named', async () => {
    cloud.world.github.fail({
      path: '/repos/*/git/refs',
      status: 403,
      message: 'Resource not accessible by integration',
      headers: { 'x-accepted-github-permissions': 'contents=write' },
    })
    await expect(tags().create('v1.0.0', commit('feat: a'))).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
      message: expect.stringContaining('contents=write'),
    })
  })

  it('is found at once when only the answer was lost', async () => {
    const sha = commit('feat: a')
    cloud.world.github.fail({
      method: 'POST',
      path: '/repos/*/git/refs',
      status: 502,
      message: 'Server Error',
      applied: true,
    })
    expect(await tags().create('v1.0.0', sha)).toEqual({ kind: 'exists', commit: sha })
  })
})
