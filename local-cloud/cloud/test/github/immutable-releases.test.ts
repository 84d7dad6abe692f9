import { afterAll, beforeAll, expect, it } from 'vitest'
import { git, startRig, type Rig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(3)
  rig.cloud.configureRepository('acme/shop', { immutable_releases: true })
})
afterAll(() => rig.stop())

const sha = (name: string): Promise<string> => git(rig.bare, 'rev-parse', name)
const createRef = (tag: string, commit: string): Promise<unknown> =>
  rig.octokit.git.createRef({ ...rig.at, ref: `refs/tags/${tag}`, sha: commit })

const refused = (rule: string): object => ({
  status: 422,
  response: { data: { message: `Repository rule violations found\n\n${rule}\n\n` } },
})
const used = {
  resource: 'Release',
  code: 'custom',
  field: 'tag_name',
  message: 'tag_name was used by an immutable release',
}

it('locks the tag of a published release, and nothing of a draft', async () => {
  const [main, before] = [await sha('main'), await sha('main~1')]
  const draft = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v1.0.0', draft: true })
  expect(draft.data.immutable).toBe(false)
  await createRef('v1.0.0', before)
  await rig.octokit.git.updateRef({ ...rig.at, ref: 'tags/v1.0.0', sha: main })
  const at = { ...rig.at, release_id: draft.data.id }
  expect((await rig.octokit.repos.updateRelease({ ...at, draft: false })).data.immutable).toBe(true)
  const move = rig.octokit.git.updateRef({ ...rig.at, ref: 'tags/v1.0.0', sha: before, force: true })
  await expect(move).rejects.toMatchObject(refused('Cannot update this protected ref.'))
  const remove = rig.octokit.git.deleteRef({ ...rig.at, ref: 'tags/v1.0.0' })
  await expect(remove).rejects.toMatchObject(refused('Cannot delete this protected ref.'))
  await expect(rig.octokit.repos.updateRelease({ ...at, tag_name: 'v1.0.1' })).rejects.toMatchObject({ status: 422 })
  const notes = await rig.octokit.repos.updateRelease({ ...at, name: 'One', body: 'Notes', prerelease: true })
  expect(notes.data).toMatchObject({ name: 'One', body: 'Notes', prerelease: true, immutable: true })
  expect(await sha('v1.0.0')).toBe(main)
})

it('burns the name of a tag whose release was deleted', async () => {
  const { data } = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v2.0.0' })
  await expect(rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v2.0.0' })).rejects.toMatchObject({
    response: { data: { errors: [{ code: 'already_exists' }] } },
  })
  await expect(createRef('v2.0.0', await sha('main'))).rejects.toThrow('Reference already exists')
  await rig.octokit.repos.deleteRelease({ ...rig.at, release_id: data.id })
  const again = (): Promise<unknown> => rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v2.0.0' })
  await expect(again()).rejects.toMatchObject({
    status: 422,
    response: { data: { message: 'Validation Failed', errors: [used] } },
  })
  await rig.octokit.git.deleteRef({ ...rig.at, ref: 'tags/v2.0.0' })
  const creation = 'Cannot create ref due to creations being restricted.'
  await expect(createRef('v2.0.0', await sha('main'))).rejects.toMatchObject(refused(creation))
  const message = `pre_receive Repository rule violations found\n\n${creation}\n\n`
  const errors = [{ field: 'pre_receive', message }, used, { message: 'Published releases must have a valid tag' }]
  await expect(again()).rejects.toMatchObject({ status: 422, response: { data: { errors } } })
  expect(await git(rig.bare, 'tag', '--list', 'v2.0.0')).toBe('')
})

it('lets a draft have a burned name, and refuses to publish it', async () => {
  const { data } = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v2.0.0', draft: true })
  const published = rig.octokit.repos.updateRelease({ ...rig.at, release_id: data.id, draft: false })
  await expect(published).rejects.toMatchObject({ status: 422, message: expect.stringContaining(used.message) })
  expect((await rig.octokit.repos.getRelease({ ...rig.at, release_id: data.id })).data.draft).toBe(true)
})

it('holds for what was published meanwhile, and for no other release or tag', async () => {
  rig.cloud.configureRepository('acme/shop', { immutable_releases: false })
  const { data } = await rig.octokit.repos.createRelease({ ...rig.at, tag_name: 'v3.0.0' })
  expect(data.immutable).toBe(false)
  await rig.octokit.repos.deleteRelease({ ...rig.at, release_id: data.id })
  await rig.octokit.git.deleteRef({ ...rig.at, ref: 'tags/v3.0.0' })
  await createRef('v3.0.0', await sha('main'))
  await createRef('v3', await sha('main~1'))
  await rig.octokit.git.updateRef({ ...rig.at, ref: 'tags/v3', sha: await sha('main'), force: true })
  await expect(createRef('v2.0.0', await sha('main'))).rejects.toMatchObject({ status: 422 })
  await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/heads/v2.0.0', sha: await sha('main') })
})
