import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { git, octokitFor, startRig, withToken, type Rig } from './rig.ts'

let rig: Rig
beforeAll(async () => (rig = await startRig(3)))
afterAll(() => rig.stop())

const control = (body: unknown): Promise<Response> =>
  fetch(`${rig.cloud.url}/_local/github/settings`, { method: 'POST', body: JSON.stringify(body) })
const anonymous = (path: string): Promise<Response> => fetch(`${rig.cloud.url}/api/v3/repos/acme/shop${path}`)
const place = (): Promise<string> => mkdtemp(join(rig.folder, 'clone-'))

describe('how pull requests are merged', () => {
  it('is as in a new repository, and only for who may push', async () => {
    expect((await rig.octokit.repos.get(rig.at)).data).toMatchObject({
      allow_squash_merge: true,
      allow_merge_commit: true,
      allow_rebase_merge: true,
      squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
      squash_merge_commit_message: 'COMMIT_MESSAGES',
      merge_commit_title: 'MERGE_MESSAGE',
      merge_commit_message: 'PR_TITLE',
    })
    expect(Object.keys((await (await anonymous('')).json()) as object)).not.toContain('allow_squash_merge')
  })

  it('is set for the repository', async () => {
    const settings = { squash_merge_commit_title: 'PR_TITLE', allow_merge_commit: false } as const
    expect(await (await control({ repository: 'acme/shop', ...settings })).json()).toMatchObject(settings)
    const { data } = await rig.octokit.repos.get(rig.at)
    expect(data).toMatchObject({ ...settings, allow_squash_merge: true })
    expect(Object.keys(data)).not.toContain('immutable_releases')
    rig.cloud.configureRepository('acme/shop', { allow_merge_commit: true })
    expect((await rig.octokit.repos.get(rig.at)).data.allow_merge_commit).toBe(true)
  })

  it.for([
    { name: 'another repository', body: { repository: 'acme/none' }, says: '"acme/none"' },
    { name: 'no such setting', body: { repository: 'acme/shop', public: true }, says: '"public"' },
    { name: 'another type', body: { repository: 'acme/shop', private: 'yes' }, says: 'true' },
    { name: 'no such value', body: { repository: 'acme/shop', squash_merge_commit_title: 'X' }, says: 'PR_TITLE' },
  ])('is refused with $name', async ({ body, says }) => {
    const refused = await control(body)
    expect([refused.status, await refused.json()]).toEqual([400, { message: expect.stringContaining(says) }])
  })
})

describe('a private repository', () => {
  beforeAll(() => rig.cloud.configureRepository('acme/shop', { private: true }))
  afterAll(() => rig.cloud.configureRepository('acme/shop', { private: false }))

  it('is there for the token alone', async () => {
    expect((await rig.octokit.repos.get(rig.at)).data).toMatchObject({ private: true, visibility: 'private' })
    for (const path of ['', '/tags', '/commits', '/releases']) expect((await anonymous(path)).status, path).toBe(404)
    await expect(octokitFor(rig.cloud, 'wrong').repos.get(rig.at)).rejects.toMatchObject({ status: 401 })
  })

  it('is read by git with the token alone', async () => {
    const folder = await place()
    await expect(git(folder, 'clone', '-q', rig.cloneUrl, '.')).rejects.toThrow('could not read Username')
    await git(folder, ...withToken(rig.cloud.env['GITHUB_TOKEN'] ?? ''), 'clone', '-q', rig.cloneUrl, '.')
    expect(await git(folder, 'rev-list', '--count', 'HEAD')).toBe('3')
  })
})
