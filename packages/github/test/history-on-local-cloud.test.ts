import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gitHubCompare, gitHubHistory, type GitHubHistory, type RemoteCommit } from '../src/index.ts'
import { repositoryOn, startLocalCloud, type RepositoryOnCloud } from './on-local-cloud.ts'

let cloud: LocalCloud
let repository: RepositoryOnCloud
/** `main` in 320 steps, a side branch of two merged into it at the end, and a root of its own beside it. */
let line: readonly string[] = []
let [side, merge, apart] = ['', '', '']

beforeAll(async () => {
  cloud = await startLocalCloud()
  repository = await repositoryOn(cloud, 'ship')
  const { commit, git } = repository
  line = repository.line(320)
  side = commit('feat: two', commit('feat: one', line[310] ?? ''))
  merge = commit('Merge side', line.at(-1) ?? '', side)
  apart = commit('feat: apart')
  git('update-ref', 'refs/heads/main', merge)
  git('update-ref', 'refs/heads/apart', apart)
  git('tag', 'v1.0.0', line[9] ?? '')
  git('tag', '--annotate', '--message', 'by hand', 'v1.1.0', line[300] ?? '')
  git('tag', 'v9.0.0', apart)
})
afterAll(() => cloud.stop())

const history = (): GitHubHistory => gitHubHistory({ ...repository.location, head: merge })
const at = (index: number): string => line[index] ?? ''

async function shasOf(batches: AsyncIterable<readonly RemoteCommit[]>): Promise<string[]> {
  const shas: string[] = []
  for await (const batch of batches) shas.push(...batch.map(({ sha }) => sha))
  return shas
}

const logged = (...args: string[]): string[] => repository.git('log', '--format=%H', ...args).split('\n')

describe('history over the API', () => {
  it('has the head it was given, nothing checked out, and is never cut', async () => {
    const all = history()
    expect(await all.head()).toBe(merge)
    expect(await all.branch()).toBeUndefined()
    expect(await all.remoteUrl()).toBeUndefined()
    expect(await all.isShallow()).toBe(false)
    expect(await all.cut({ from: [], to: merge })).toBe(false)
  })

  it('lists tags with their commits, annotations too', async () => {
    expect(await history().tags()).toEqual([
      { name: 'v1.0.0', commit: at(9) },
      { name: 'v1.1.0', commit: at(300) },
      { name: 'v9.0.0', commit: apart },
    ])
  })

  it.for<{ name: string; range: () => { from: string[]; to: string }; git: () => string[] }>([
    {
      name: 'after a commit that it has nothing in common with',
      range: () => ({ from: [apart], to: at(19) }),
      git: () => [at(19)],
    },
    {
      name: 'beyond 250 commits',
      range: () => ({ from: [at(9)], to: merge }),
      git: () => [`${at(9)}..${merge}`],
    },
    { name: 'of one page', range: () => ({ from: [at(300)], to: at(310) }), git: () => [`${at(300)}..${at(310)}`] },
    { name: 'from the root', range: () => ({ from: [], to: merge }), git: () => [merge] },
    { name: 'of nothing', range: () => ({ from: [merge], to: merge }), git: () => [`${merge}..${merge}`] },
    {
      name: 'without what two commits contain',
      range: () => ({ from: [at(9), side], to: merge }),
      git: () => [merge, `^${at(9)}`, `^${side}`],
    },
    {
      name: 'against a commit it does not contain',
      range: () => ({ from: [side], to: at(319) }),
      git: () => [`${side}..${at(319)}`],
    },
  ])('lists a range $name as git does', async ({ range, git }) => {
    const expected = logged(...git()).filter((sha) => sha !== '')
    expect(await shasOf(history().commits(range()))).toEqual(expected)
    expect(await history().shas(range())).toEqual(new Set(expected))
  })

  it('has messages and parents', async () => {
    const batches: (readonly RemoteCommit[])[] = []
    for await (const batch of history().commits({ from: [at(319)], to: merge })) batches.push(batch)
    const found = { sha: merge, parents: `${at(319)} ${side}`, message: 'Merge side', paths: [] }
    expect(batches.flat()[0]).toMatchObject(found)
  })

  it('asks for no more pages than there are', async () => {
    const before = cloud.timeline.events.length
    await shasOf(history().commits({ from: [at(9)], to: merge }))
    const calls = cloud.timeline.events.slice(before).filter(({ kind }) => kind === 'call')
    expect(calls).toHaveLength(4)
  })

  it('puts no commit before its children where that is asked for', async () => {
    const shas = await shasOf(history().commits({ from: [at(305)], to: merge }, { topological: true }))
    const place = new Map(shas.map((sha, index) => [sha, index]))
    expect(new Set(shas)).toEqual(new Set(logged(`${at(305)}..${merge}`)))
    for (const [index, sha] of shas.entries()) {
      const parents = repository.git('show', '--no-patch', '--format=%P', sha).split(' ')
      for (const parent of parents) expect(place.get(parent) ?? Infinity).toBeGreaterThan(index)
    }
  })

  it('knows what contains what', async () => {
    const all = history()
    expect(await all.isAncestor(side, merge)).toBe(true)
    expect(await all.isAncestor(merge, merge)).toBe(true)
    expect(await all.isAncestor(side, at(319))).toBe(false)
    expect(await all.isAncestor(apart, merge)).toBe(false)
  })

  it('knows what a merge brought', async () => {
    const brought = await history().brings(merge)
    expect(brought).toEqual(new Set(logged(`${at(319)}..${side}`)))
    expect(await history().brings(at(0))).toEqual(new Set())
  })

  it('has authors, also of commits it did not list', async () => {
    const all = history()
    const before = await all.authors([side, 'f'.repeat(40)])
    expect(before.size).toBe(1)
    expect(before.get(side)).toMatchObject({ name: 'ada@example.com', email: 'ada@example.com' })
    await shasOf(all.commits({ from: [at(310)], to: merge }))
    const calls = cloud.timeline.events.length
    expect((await all.authors([merge, side])).size).toBe(2)
    expect(cloud.timeline.events.length).toBe(calls)
  })

  it('has no paths, and says what to do', async () => {
    await expect(shasOf(history().commits({ from: [], to: merge }, { paths: true }))).rejects.toMatchObject({
      code: 'HISTORY_NEEDS_CHECKOUT',
      remedy: expect.stringContaining('actions/checkout'),
    })
  })

  it('of a commit GitHub does not know is a failure', async () => {
    await expect(shasOf(history().commits({ from: [], to: 'f'.repeat(40) }))).rejects.toMatchObject({
      code: 'REPOSITORY_NOT_FOUND',
    })
  })
})

describe('comparing', () => {
  it('says what contains what, and nothing of what GitHub does not know', async () => {
    const compare = gitHubCompare(repository.location)
    expect(await compare.contains(at(9), merge)).toBe(true)
    expect(await compare.contains(merge, merge)).toBe(true)
    expect(await compare.contains(merge, at(9))).toBe(false)
    expect(await compare.contains(side, at(319))).toBe(false)
    expect(await compare.contains(apart, merge)).toBe(false)
    expect(await compare.contains('f'.repeat(40), merge)).toBeUndefined()
  })
})
