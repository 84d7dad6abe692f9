import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { gitHubPulls, gitHubReleases, gitHubTags, type GitHubReleases, type GitHubTags } from '../src/index.ts'
import { repositoryOn, startLocalCloud, type RepositoryOnCloud } from './on-local-cloud.ts'

let cloud: LocalCloud
let repository: RepositoryOnCloud
let tags: GitHubTags
let releases: GitHubReleases
let number = 0
beforeAll(async () => void (cloud = await startLocalCloud()))
afterAll(() => cloud.stop())
beforeEach(async () => {
  repository = await repositoryOn(cloud, `ship-${++number}`)
  tags = gitHubTags(repository.location)
  releases = gitHubReleases(repository.location)
})

/** Three commits, the newest of which is `main`. */
function threeCommits(): [string, string, string] {
  const { commit, git } = repository
  const first = commit('feat: a')
  const second = commit('feat: b', first)
  const third = commit('feat: c', second)
  git('update-ref', 'refs/heads/main', third)
  return [first, second, third]
}

const request = { tag: 'v1.0.0', name: 'v1.0.0', body: 'notes', prerelease: false }

describe('a release on GitHub', () => {
  it('is nothing, then a draft, then public, and stays so', async () => {
    const [first] = threeCommits()
    await tags.create('v1.0.0', first)
    expect(await releases.find('v1.0.0')).toBeUndefined()
    const draft = await releases.draft(request)
    expect(draft).toMatchObject({ draft: true, tag: 'v1.0.0' })
    expect(await releases.find('v1.0.0')).toEqual(draft)
    const published = await releases.publish(draft.id, true)
    expect(published).toMatchObject({ id: draft.id, draft: false })
    expect(await releases.publish(draft.id, true)).toEqual(published)
    expect(await releases.find('v1.0.0')).toEqual(published)
  })

  it('of a tag that is gone meanwhile has it again where it was', async () => {
    const [first] = threeCommits()
    await tags.create('v1.0.0', first)
    const { id } = await releases.draft({ ...request, commit: first })
    await tags.remove('v1.0.0')
    await releases.publish(id, true)
    expect(repository.git('rev-parse', 'v1.0.0')).toBe(first)
  })

  it('is found among the drafts of others', async () => {
    threeCommits()
    const [draft] = await Promise.all(
      ['v1.0.0', 'v1.0', 'v1.0.0-rc.1'].map((tag) => releases.draft({ ...request, tag })),
    )
    expect(await releases.find('v1.0.0')).toEqual(draft)
  })

  it.for([
    { name: 'drafting', method: 'POST', path: '/repos/*/releases' },
    { name: 'publishing', method: 'PATCH', path: '/repos/*/releases/*' },
  ])('whose $name was done and not answered is not done twice', async ({ method, path }) => {
    const [first] = threeCommits()
    await tags.create('v1.0.0', first)
    cloud.world.github.fail({ method, path, status: 502, message: 'Server Error', applied: true })
    const { id } = await releases.draft(request)
    expect(await releases.publish(id, true)).toMatchObject({ draft: false })
    const { url } = (await releases.find('v1.0.0')) ?? {}
    const listed = (await fetch(`${repository.location.apiUrl}/repos/${repository.name}/releases`)).json()
    expect(await listed).toMatchObject([{ html_url: url }])
  })

  it('by two runs at once is one release', async () => {
    const [first] = threeCommits()
    await tags.create('v1.0.0', first)
    const drafts = await Promise.all([releases.draft(request), releases.draft(request)])
    const published = await Promise.all(drafts.map(({ id }) => releases.publish(id, true)))
    expect(published[0]).toEqual(published[1])
    expect(await releases.find('v1.0.0')).toEqual(published[0])
  })

  it('that was immutable and is gone burns its name', async () => {
    cloud.configureRepository(repository.name, { immutable_releases: true })
    const [first] = threeCommits()
    await tags.create('v1.0.0', first)
    const { id } = await releases.draft(request)
    await releases.publish(id, true)
    const { apiUrl, token } = repository.location
    const remove = (path: string): Promise<Response> =>
      fetch(`${apiUrl}/repos/${repository.name}${path}`, {
        method: 'DELETE',
        headers: { authorization: `token ${token}` },
      })
    expect((await remove(`/releases/${id}`)).status).toBe(204)
    const again = await releases.draft(request)
    expect(await releases.publish(again.id, true)).toMatchObject({ kind: 'burned' })
    expect((await remove('/git/refs/tags/v1.0.0')).status).toBe(204)
    expect(await tags.create('v1.0.0', first)).toMatchObject({ kind: 'burned' })
    expect(await tags.create('v1.0.1', first)).toEqual({ kind: 'created' })
  })
})

describe('tags on GitHub', () => {
  it('are listed by prefix, beyond a page, annotations with their commits', async () => {
    cloud.configureRepository(repository.name, { matching_refs_in_pages: true })
    const [first, second] = threeCommits()
    const { git, feed } = repository
    const names = Array.from({ length: 130 }, (_, index) => `api/v1.0.${index}`)
    feed(names.map((name) => `create refs/tags/${name} ${first}\n`).join(''), 'update-ref', '--stdin')
    for (const name of names.slice(0, 5)) git('tag', '--force', '--annotate', '--message', name, name, second)
    git('update-ref', 'refs/tags/web/v1.0.0', first)
    const listed = await tags.list('api/v')
    expect(listed).toHaveLength(130)
    expect(new Map(listed.map(({ name, commit }) => [name, commit]))).toEqual(
      new Map(names.map((name, index) => [name, index < 5 ? second : first])),
    )
    expect(await tags.list('web/')).toEqual([{ name: 'web/v1.0.0', commit: first }])
    expect(await tags.list('nothing')).toEqual([])
  })

  it('float forward only, whatever the order of the runs', async () => {
    const [first, second, third] = threeCommits()
    expect(await tags.float('v1', second)).toBe('created')
    expect(await tags.float('v1', third)).toBe('moved')
    expect(await tags.float('v1', third)).toBe('unchanged')
    expect(await tags.float('v1', first)).toBe('unchanged')
    expect(repository.git('rev-parse', 'refs/tags/v1')).toBe(third)
  })

  it('float to another line by force', async () => {
    const [first, , third] = threeCommits()
    await tags.float('v1', third)
    const side = repository.commit('fix: side', first)
    repository.git('update-ref', 'refs/heads/side', side)
    expect(await tags.float('v1', side)).toBe('moved')
    expect(repository.git('rev-parse', 'refs/tags/v1')).toBe(side)
  })

  it('float to the newest of many runs at once', async () => {
    const [first, second, third] = threeCommits()
    await Promise.all([third, first, second, third, first].map((sha) => tags.float('v1', sha)))
    expect(repository.git('rev-parse', 'refs/tags/v1')).toBe(third)
  })

  it('float away from an annotation', async () => {
    const [first, second] = threeCommits()
    repository.git('tag', '--annotate', '--message', 'by hand', 'v1', first)
    expect(await tags.float('v1', first)).toBe('unchanged')
    expect(await tags.float('v1', second)).toBe('moved')
    expect(repository.git('rev-parse', 'refs/tags/v1')).toBe(second)
  })
})

describe('a pull request on GitHub', () => {
  it('is read, found by its commit, and has one comment', async () => {
    const [first, , third] = threeCommits()
    const { commit, git } = repository
    const head = commit('feat: d', commit('fix: e', third))
    git('update-ref', 'refs/heads/work', head)
    const pull = await cloud.putPull(repository.name, {
      title: 'feat: d',
      head,
      headRef: 'work',
      base: 'main',
      labels: ['release: major'],
    })
    const pulls = gitHubPulls(repository.location)
    const summary = { number: pull, title: 'feat: d', labels: ['release: major'] }
    expect(await pulls.get(pull)).toEqual({ ...summary, headSha: head, baseSha: third, baseRef: 'main', commits: 2 })
    expect(await pulls.ofCommit(head)).toEqual([summary])
    expect(await pulls.ofCommit(first)).toEqual([])
    expect(await pulls.ofCommit('f'.repeat(40))).toEqual([])
    expect((await pulls.commits(pull)).map(({ message }) => message)).toEqual(['fix: e', 'feat: d'])
    const marker = '<!-- semver -->'
    expect(await pulls.comment(pull, marker, 'one')).toBe('created')
    expect(await pulls.comment(pull, marker, 'one')).toBe('unchanged')
    expect(await pulls.comment(pull, marker, 'two')).toBe('updated')
  })
})
