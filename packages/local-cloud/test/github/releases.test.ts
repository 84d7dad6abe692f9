import { afterAll, beforeAll, expect, it } from 'vitest'
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
