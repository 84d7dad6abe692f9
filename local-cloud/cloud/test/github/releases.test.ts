import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { git, startRig, type Rig } from './rig.ts'

let rig: Rig
beforeAll(async () => (rig = await startRig(3)))
afterAll(() => rig.stop())

const published = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

it('makes the tag with the release, at the commit that it targets', async () => {
  const target_commitish = await git(rig.bare, 'rev-parse', 'main~1')
  const { data } = await rig.octokit.repos.createRelease({
    ...rig.at,
    tag_name: 'v1.0.0',
    target_commitish,
    name: 'One',
    body: 'Notes',
  })
  expect(data).toMatchObject({
    tag_name: 'v1.0.0',
    name: 'One',
    body: 'Notes',
    draft: false,
    prerelease: false,
    target_commitish,
  })
  expect(data.published_at).toMatch(published)
  expect(await git(rig.bare, 'rev-parse', 'v1.0.0')).toBe(target_commitish)
  expect((await rig.octokit.repos.getReleaseByTag({ ...rig.at, tag: 'v1.0.0' })).data).toEqual(data)
  expect((await rig.octokit.repos.getRelease({ ...rig.at, release_id: data.id })).data).toEqual(data)
})

it('takes a tag that exists as it is', async () => {
  const sha = await git(rig.bare, 'rev-parse', 'main~2')
  await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/tags/v1.1.0', sha })
  await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v1.1.0' })
  expect(await git(rig.bare, 'rev-parse', 'v1.1.0')).toBe(sha)
})

it('keeps a draft without a tag until it is published', async () => {
  const draft = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v2.0.0', draft: true })
  expect(draft.data).toMatchObject({ draft: true, published_at: null })
  expect(await git(rig.bare, 'tag', '--list', 'v2.0.0')).toBe('')
  await expect(rig.octokit.repos.getReleaseByTag({ ...rig.at, tag: 'v2.0.0' })).rejects.toMatchObject({ status: 404 })
  const anonymous = (await (await fetch(`${rig.cloud.url}/api/v3/repos/acme/shop/releases`)).json()) as {
    draft: boolean
  }[]
  expect(anonymous.some((release) => release.draft)).toBe(false)
  const done = await rig.octokit.repos.updateRelease({
    ...rig.at,
    release_id: draft.data.id,
    draft: false,
    body: 'Late',
  })
  expect(done.data).toMatchObject({ draft: false, body: 'Late', published_at: expect.stringMatching(published) })
  expect(await git(rig.bare, 'rev-parse', 'v2.0.0')).toBe(await git(rig.bare, 'rev-parse', 'main'))
})

it('has one release a tag', async () => {
  await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v3.0.0' })
  await expect(rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v3.0.0' })).rejects.toMatchObject({
    status: 422,
    response: { data: { errors: [{ resource: 'Release', code: 'already_exists', field: 'tag_name' }] } },
  })
})

it('refuses a target that is not there', async () => {
  const made = rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v4.0.0', target_commitish: 'nothing' })
  await expect(made).rejects.toMatchObject({
    status: 422,
    response: { data: { message: 'Validation Failed', errors: [{ field: 'target_commitish', code: 'invalid' }] } },
  })
  expect((await rig.octokit.repos.listReleases(rig.at)).data.map(({ tag_name }) => tag_name)).not.toContain('v4.0.0')
})

it('lists the newest first, knows the latest, and deletes without the tag', async () => {
  await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v5.0.0' })
  const pre = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v6.0.0-rc.1', prerelease: true })
  const { data } = await rig.octokit.repos.listReleases({ ...rig.at, per_page: 2 })
  expect(data.map(({ tag_name }) => tag_name)).toEqual(['v6.0.0-rc.1', 'v5.0.0'])
  expect((await rig.octokit.repos.getLatestRelease(rig.at)).data.tag_name).toBe('v5.0.0')
  await rig.octokit.repos.deleteRelease({ ...rig.at, release_id: pre.data.id })
  await expect(rig.octokit.repos.getRelease({ ...rig.at, release_id: pre.data.id })).rejects.toMatchObject({
    status: 404,
  })
  expect(await git(rig.bare, 'tag', '--list', 'v6*')).toBe('v6.0.0-rc.1')
})

it('gives a tag to exactly one of twenty that release it at once, and every release an id of its own', async () => {
  const release = { ...rig.at, tag_name: 'v7.0.0' }
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => rig.octokit.repos.createRelease({ ...release, name: `${index}` })),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  const refusal = { status: 422, response: { data: { errors: [{ code: 'already_exists', field: 'tag_name' }] } } }
  expect(reasons).toEqual(Array.from(reasons, () => expect.objectContaining({ status: 422 })))
  for (const reason of reasons) expect(reason).toMatchObject(refusal)
  const drafts = await Promise.all(
    Array.from({ length: 20 }, () => rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v7.1.0', draft: true })),
  )
  expect(new Set(drafts.map(({ data }) => data.id)).size).toBe(20)
})

it('publishes one of twenty drafts of a tag, and one draft twenty times', async () => {
  const { data } = await rig.octokit.repos.listReleases({ ...rig.at, per_page: 100 })
  const drafts = data.filter(({ tag_name }) => tag_name === 'v7.1.0')
  const publish = (release_id: number): Promise<unknown> =>
    rig.octokit.repos.updateRelease({ ...rig.at, release_id, draft: false })
  const results = await Promise.allSettled(drafts.map(({ id }) => publish(id)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const draft = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v7.2.0', draft: true })
  await Promise.all(Array.from({ length: 20 }, () => publish(draft.data.id)))
  expect((await rig.octokit.repos.getReleaseByTag({ ...rig.at, tag: 'v7.2.0' })).data.id).toBe(draft.data.id)
})

it('makes the tag of a draft when that is published, at the target that it has then', async () => {
  const [target, later] = [await git(rig.bare, 'rev-parse', 'main~2'), await git(rig.bare, 'rev-parse', 'main~1')]
  const draft = { ...rig.at, tag_name: 'v8.0.0', target_commitish: target, draft: true }
  const { data } = await rig.octokit.repos.createRelease(draft)
  const done = { ...rig.at, release_id: data.id, draft: false, target_commitish: later }
  const published = await rig.octokit.repos.updateRelease(done)
  expect(await git(rig.bare, 'rev-parse', 'v8.0.0')).toBe(later)
  const date = new Date(await git(rig.bare, 'show', '-s', '--format=%cI', later))
  expect(new Date(published.data.created_at)).toEqual(date)
})

it('refuses notes that are too long', async () => {
  const made = rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v8.1.0', body: 'x'.repeat(125_001) })
  await expect(made).rejects.toMatchObject({
    status: 422,
    response: { data: { errors: [{ field: 'body', message: 'body is too long (maximum is 125000 characters)' }] } },
  })
})

describe('the latest release', () => {
  const at = { owner: 'acme', repo: 'latest' }
  const latest = async (): Promise<string> => (await rig.octokit.repos.getLatestRelease(at)).data.tag_name
  const release = async (tag_name: string, more: object = {}): Promise<number> =>
    (await rig.octokit.repos.createRelease({ ...at, tag_name, ...more })).data.id

  it('is the one that was made so last, not the highest', async () => {
    await rig.cloud.addRepository('acme/latest', rig.bare)
    await expect(latest()).rejects.toMatchObject({ status: 404 })
    await release('v21.0.0')
    await release('v22.0.0', { make_latest: 'false' })
    expect(await latest()).toBe('v21.0.0')
    await release('v20.9.9', { make_latest: 'true' })
    expect(await latest()).toBe('v20.9.9')
    await release('v23.0.0-rc.1', { prerelease: true })
    await release('v24.0.0', { draft: true })
    expect(await latest()).toBe('v20.9.9')
  })

  it('goes by the dates of the commits with legacy, and by the name where they are equal', async () => {
    await release('v30.0.0', { make_latest: 'legacy', target_commitish: await git(rig.bare, 'rev-parse', 'main~1') })
    expect(await latest()).toBe('v21.0.0')
    await release('v100.0.0', { make_latest: 'legacy' })
    expect(await latest()).toBe('v100.0.0')
  })

  it('changes when a release is changed or deleted', async () => {
    const release_id = await release('v5.0.0', { draft: true })
    await expect(rig.octokit.repos.updateRelease({ ...at, release_id, make_latest: 'true' })).rejects.toThrow(
      'Latest release cannot be draft or prerelease.',
    )
    await rig.octokit.repos.updateRelease({ ...at, release_id, draft: false, make_latest: 'false' })
    expect(await latest()).toBe('v100.0.0')
    await rig.octokit.repos.updateRelease({ ...at, release_id, make_latest: 'true' })
    expect(await latest()).toBe('v5.0.0')
    await rig.octokit.repos.deleteRelease({ ...at, release_id })
    expect(await latest()).toBe('v100.0.0')
  })

  it('is never a prerelease', async () => {
    const made = release('v26.0.0-rc.1', { prerelease: true, make_latest: 'true' })
    await expect(made).rejects.toMatchObject({ status: 422, message: expect.stringContaining('prerelease') })
    await expect(release('v26.0.0', { make_latest: 'yes' })).rejects.toMatchObject({ status: 422 })
  })
})
