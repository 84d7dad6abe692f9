import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { git, startRig, type Rig } from './rig.ts'

let rig: Rig
let [first, second, third] = ['', '', '']
beforeAll(async () => {
  rig = await startRig(3)
  ;[first = '', second = '', third = ''] = (await git(rig.bare, 'rev-list', '--reverse', 'main')).split('\n')
})
afterAll(() => rig.stop())

describe('refs', () => {
  it('are made, seen, moved and deleted, in git as in the API', async () => {
    const made = await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/tags/v1', sha: first })
    expect(made.status).toBe(201)
    expect(made.data).toMatchObject({ ref: 'refs/tags/v1', object: { sha: first, type: 'commit' } })
    expect(await git(rig.bare, 'rev-parse', 'refs/tags/v1')).toBe(first)
    expect((await rig.octokit.git.getRef({ ...rig.at, ref: 'tags/v1' })).data).toEqual(made.data)
    await rig.octokit.git.updateRef({ ...rig.at, ref: 'tags/v1', sha: second })
    expect(await git(rig.bare, 'rev-parse', 'refs/tags/v1')).toBe(second)
    await rig.octokit.git.deleteRef({ ...rig.at, ref: 'tags/v1' })
    await expect(rig.octokit.git.getRef({ ...rig.at, ref: 'tags/v1' })).rejects.toMatchObject({ status: 404 })
    const shas = rig.cloud.timeline.events.flatMap((event) => (event.kind === 'ref' ? [event.sha] : []))
    expect(shas).toEqual([first, second, null])
  })

  it('are got by one of two that race, and the other is told so', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ref = `refs/tags/race-${round}`
      const results = await Promise.allSettled(
        [first, second, third].map((sha) => rig.octokit.git.createRef({ ...rig.at, ref, sha })),
      )
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const result of results) {
        if (result.status === 'fulfilled') continue
        // oxlint-disable-next-line vitest/no-conditional-expect
        expect(result.reason).toMatchObject({
          status: 422,
          message: expect.stringContaining('Reference already exists'),
        })
      }
    }
  })

  it('are listed by how they begin', async () => {
    for (const name of ['match-1', 'match-10', 'other']) {
      await rig.octokit.git.createRef({ ...rig.at, ref: `refs/tags/${name}`, sha: first })
    }
    const names = async (ref: string): Promise<string[]> =>
      (await rig.octokit.git.listMatchingRefs({ ...rig.at, ref })).data.map((entry) => entry.ref)
    expect(await names('tags/match-1')).toEqual(['refs/tags/match-1', 'refs/tags/match-10'])
    expect(await names('tags/none')).toEqual([])
    await expect(rig.octokit.git.getRef({ ...rig.at, ref: 'tags/match' })).rejects.toMatchObject({ status: 404 })
  })

  it.for([
    { name: 'no object', ref: 'refs/tags/x', sha: '0'.repeat(40), message: 'Object does not exist' },
    { name: 'no full SHA', ref: 'refs/tags/x', sha: 'main', message: 'Object does not exist' },
    { name: 'no full name', ref: 'v1', sha: '', message: "must start with 'refs'" },
    { name: 'a bad name', ref: 'refs/tags/a..b', sha: '', message: 'not a valid ref name' },
    { name: 'a taken name', ref: 'refs/heads/main', sha: '', message: 'Reference already exists' },
  ])('are refused for $name', async ({ ref, sha, message }) => {
    const made = rig.octokit.git.createRef({ ...rig.at, ref, sha: sha === '' ? first : sha })
    await expect(made).rejects.toMatchObject({ status: 422, message: expect.stringContaining(message) })
  })

  it('move backwards only by force', async () => {
    await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/heads/topic', sha: second })
    const back = { ...rig.at, ref: 'heads/topic', sha: first }
    await expect(rig.octokit.git.updateRef(back)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('Update is not a fast forward'),
    })
    await rig.octokit.git.updateRef({ ...back, force: true })
    expect(await git(rig.bare, 'rev-parse', 'topic')).toBe(first)
  })
})

describe('annotated tags', () => {
  it('are objects of their own, and the ref names the object', async () => {
    const date = '2026-01-02T03:04:05Z'
    const tagger = { name: 'Tia', email: 'tia@example.org', date }
    const made = await rig.octokit.git.createTag({
      ...rig.at,
      tag: 'v2',
      message: 'Two\n\nbody',
      object: third,
      type: 'commit',
      tagger,
    })
    expect(made.data).toMatchObject({
      tag: 'v2',
      message: 'Two\n\nbody',
      tagger,
      object: { sha: third, type: 'commit' },
    })
    await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/tags/v2', sha: made.data.sha })
    const ref = await rig.octokit.git.getRef({ ...rig.at, ref: 'tags/v2' })
    expect(ref.data.object).toMatchObject({ type: 'tag', sha: made.data.sha })
    expect(await git(rig.bare, 'rev-parse', 'v2^{commit}')).toBe(third)
    expect((await rig.octokit.git.getTag({ ...rig.at, tag_sha: made.data.sha })).data).toEqual(made.data)
    await expect(rig.octokit.git.getTag({ ...rig.at, tag_sha: third })).rejects.toMatchObject({ status: 404 })
    const { data } = await rig.octokit.repos.listTags({ ...rig.at })
    expect(data.find(({ name }) => name === 'v2')?.commit.sha).toBe(third)
  })
})

it('lists tags by name, a hundred a page, and not by version', async () => {
  const names = Array.from({ length: 120 }, (_, index) => `list-1.${index}.0`)
  const creates = names.map((name) => `create refs/tags/${name} ${first}`)
  await git(rig.bare, '-c', `alias.make=!printf '${creates.join('\\n')}\\n' | git update-ref --stdin`, 'make')
  const pageOne = await rig.octokit.repos.listTags({ ...rig.at, per_page: 200 })
  expect(pageOne.data).toHaveLength(100)
  expect(pageOne.headers.link).toContain('page=2>; rel="next"')
  const pageTwo = await rig.octokit.repos.listTags({ ...rig.at, per_page: 100, page: 2 })
  const all = [...pageOne.data, ...pageTwo.data].map(({ name }) => name).filter((name) => name.startsWith('list-'))
  expect(all).toEqual(names.toSorted().toReversed())
  expect(all.indexOf('list-1.9.0')).toBeLessThan(all.indexOf('list-1.10.0'))
})

it('gives a ref to exactly one of twenty clients, whatever they want it to be', async () => {
  for (const ref of ['refs/tags/v30.0.0', 'refs/tags/v31.0.0']) {
    const shas = Array.from({ length: 20 }, (_, index) => [first, second, third][index % 3] ?? '')
    const results = await Promise.allSettled(shas.map((sha) => rig.octokit.git.createRef({ ...rig.at, ref, sha })))
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.data.object.sha] : []))
    expect(won).toEqual([await git(rig.bare, 'rev-parse', ref)])
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(lost).toHaveLength(19)
    for (const reason of lost) {
      expect(reason).toMatchObject({ status: 422, response: { data: { message: 'Reference already exists' } } })
    }
  }
})

describe('many matching refs', () => {
  const names = Array.from({ length: 120 }, (_, index) => `refs/tags/list-1.${index}.0`).toSorted()

  it('come all at once, whatever is asked for, as github.com sends them', async () => {
    const { data, headers } = await rig.octokit.git.listMatchingRefs({ ...rig.at, ref: 'tags/list-' })
    expect(data.map(({ ref }) => ref)).toEqual(names)
    expect(headers.link).toBeUndefined()
    const answer = await fetch(`${rig.cloud.url}/api/v3/repos/acme/shop/git/matching-refs/tags/list-?per_page=5&page=2`)
    expect(await answer.json()).toHaveLength(120)
  })

  it('come in pages with a Link header where the repository is set to', async () => {
    rig.cloud.configureRepository('acme/shop', { matching_refs_in_pages: true })
    const seen: string[] = []
    let url = `${rig.cloud.url}/api/v3/repos/acme/shop/git/matching-refs/tags/list-?per_page=50`
    while (url !== '') {
      const answer = await fetch(url)
      seen.push(...((await answer.json()) as { ref: string }[]).map(({ ref }) => ref))
      url = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? ''
    }
    expect(seen).toEqual(names)
    const usual = await rig.octokit.git.listMatchingRefs({ ...rig.at, ref: 'tags/list-' })
    expect(usual.data).toHaveLength(30)
    rig.cloud.configureRepository('acme/shop', { matching_refs_in_pages: false })
  })
})

it('no ruleset restricts them', async () => {
  const { data } = await rig.octokit.repos.getRepoRulesets({ ...rig.at, per_page: 100, includes_parents: true })
  expect(data).toEqual([])
})
