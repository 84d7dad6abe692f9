import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { git, startRig, type Rig } from './rig.ts'

let rig: Rig
let start = ''
beforeAll(async () => {
  rig = await startRig(260)
  start = await sha('main')
})
afterAll(() => rig.stop())

const sha = (name: string): Promise<string> => git(rig.bare, 'rev-parse', name)
const parent = async (): Promise<string> => sha('main~1')
const control = (path: string, body: unknown): Promise<Response> =>
  fetch(`${rig.cloud.url}/_local/github/${path}`, { method: 'POST', body: JSON.stringify(body) })

/** Numbers of the pull requests that a commit belongs to. */
async function pullsOf(commit_sha: string): Promise<number[]> {
  const { data } = await rig.octokit.repos.listPullRequestsAssociatedWithCommit({ ...rig.at, commit_sha })
  return data.map(({ number }) => number)
}

/** A commit on the main branch with these parents and the tree of the last one. */
async function land(message: string, ...parents: string[]): Promise<string> {
  const among = parents.flatMap((name) => ['-p', name])
  const made = await git(rig.bare, 'commit-tree', `${parents.at(-1)}^{tree}`, ...among, '-m', message)
  await git(rig.bare, 'update-ref', 'refs/heads/main', made)
  return made
}

describe('an open pull request', () => {
  let number = 0
  let head = ''
  beforeAll(async () => {
    const first = await rig.commit('feat: one', { 'one.txt': '1\n2\n' }, await parent())
    head = await rig.commit('fix: two', { 'two.txt': '2\n' }, first)
    const given = {
      title: 'feat: both',
      body: 'Why',
      head,
      headRef: 'topic',
      labels: ['release: major', 'ü'],
      user: 'ann',
    }
    number = await rig.cloud.putPull('acme/shop', given)
  })

  it('is shown', async () => {
    const { data } = await rig.octokit.pulls.get({ ...rig.at, pull_number: number })
    expect(data).toMatchObject({
      number,
      state: 'open',
      title: 'feat: both',
      body: 'Why',
      user: { login: 'ann', type: 'User' },
      labels: [{ name: 'release: major' }, { name: 'ü' }],
      head: { ref: 'topic', sha: head, label: 'acme:topic' },
      base: { ref: 'main', sha: await sha('main'), repo: { full_name: 'acme/shop', default_branch: 'main' } },
      merged: false,
      merged_at: null,
      merge_commit_sha: null,
      draft: false,
      commits: 2,
      additions: 3,
      changed_files: 2,
    })
    expect(data._links.self.href).toBe(data.url)
    const { data: labels } = await rig.octokit.issues.listLabelsOnIssue({ ...rig.at, issue_number: number })
    expect(labels).toEqual(data.labels)
  })

  it('has commits, the oldest first, in pages', async () => {
    const at = { ...rig.at, pull_number: number }
    const { data } = await rig.octokit.pulls.listCommits(at)
    expect(data.map(({ commit }) => commit.message)).toEqual(['feat: one', 'fix: two'])
    const second = await rig.octokit.pulls.listCommits({ ...at, per_page: 1, page: 2 })
    expect(second.data.map((entry) => entry.sha)).toEqual([head])
    expect(second.headers.link).toContain('rel="prev"')
  })

  it('is at refs/pull/N/head for git', async () => {
    expect(await git(rig.folder, 'ls-remote', rig.cloneUrl, `refs/pull/${number}/head`)).toContain(head)
  })

  it('belongs to its commits as long as it is not closed', async () => {
    expect(await pullsOf(head)).toEqual([number])
    expect(await pullsOf(await sha(`${head}~1`))).toEqual([number])
    expect(await pullsOf(await sha('main'))).toEqual([])
    await rig.cloud.putPull('acme/shop', { number, state: 'closed' })
    expect(await pullsOf(head)).toEqual([])
    const { data } = await rig.octokit.pulls.get({ ...rig.at, pull_number: number })
    expect(data).toMatchObject({ state: 'closed', merged: false, title: 'feat: both' })
    await rig.cloud.putPull('acme/shop', { number, state: 'open' })
    expect(await pullsOf(head)).toEqual([number])
  })

  it('belongs to a commit together with others, the newest first', async () => {
    const other = await rig.cloud.putPull('acme/shop', { title: 'again', head })
    expect(await pullsOf(head)).toEqual([other, number])
  })

  it('belongs to nothing that the default branch has without it', async () => {
    const pushed = await rig.commit('fix: asked for', {}, await sha('main'))
    const asked = await rig.cloud.putPull('acme/shop', { title: 'fix: asked for', head: pushed })
    expect(await pullsOf(pushed)).toEqual([asked])
    await git(rig.bare, 'update-ref', 'refs/heads/main', pushed)
    expect(await pullsOf(pushed)).toEqual([])
  })

  it('changes its labels', async () => {
    await rig.cloud.putPull('acme/shop', { number, labels: [] })
    expect((await rig.octokit.issues.listLabelsOnIssue({ ...rig.at, issue_number: number })).data).toEqual([])
  })
})

describe('a merged pull request', () => {
  it('belongs to the merge commit and to what it merged', async () => {
    const head = await rig.commit('feat: merged', {}, await parent())
    const number = await rig.cloud.putPull('acme/shop', { title: 'feat: merged', head })
    const mergeCommit = await land(`Merge pull request #${number}`, await sha('main'), head)
    await rig.cloud.putPull('acme/shop', { number, mergeCommit })
    expect(await pullsOf(mergeCommit)).toEqual([number])
    expect(await pullsOf(head)).toEqual([number])
    const { data } = await rig.octokit.pulls.get({ ...rig.at, pull_number: number })
    expect(data).toMatchObject({ state: 'closed', merged: true, merge_commit_sha: mergeCommit, commits: 1 })
    expect(data.merged_at).toMatch(/Z$/)
  })

  it('belongs to the commit that it was squashed into', async () => {
    const head = await rig.commit('wip', {}, await parent())
    const squashed = await land('feat: squashed (#70)', await sha('main'))
    await rig.cloud.putPull('acme/shop', { number: 70, title: 'feat: squashed', head, mergeCommit: squashed })
    expect(await pullsOf(squashed)).toEqual([70])
    expect(await pullsOf(head)).toEqual([70])
    const { data } = await rig.octokit.pulls.listCommits({ ...rig.at, pull_number: 70 })
    expect(data.map(({ commit }) => commit.message)).toEqual(['wip'])
  })

  it('belongs to every commit that it was rebased into', async () => {
    const first = await rig.commit('feat: a', {}, await parent())
    const head = await rig.commit('feat: b', {}, first)
    const before = await sha('main')
    const landed = [await land('feat: a', await sha('main')), await land('feat: b', await sha('main'))]
    const number = await rig.cloud.putPull('acme/shop', { title: 'feat: rebased', head, landed })
    for (const commit of [first, head, ...landed]) expect(await pullsOf(commit)).toEqual([number])
    const { data } = await rig.octokit.pulls.get({ ...rig.at, pull_number: number })
    expect(data).toMatchObject({ merge_commit_sha: landed[1], commits: 2, base: { sha: before } })
  })
})

it('lists 250 of its commits at most', async () => {
  await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/heads/early', sha: await sha(`${start}~255`) })
  const pull_number = await rig.cloud.putPull('acme/shop', { title: 'many', head: start, base: 'early' })
  const page = async (number: number): Promise<number> =>
    (await rig.octokit.pulls.listCommits({ ...rig.at, pull_number, per_page: 100, page: number })).data.length
  expect([await page(1), await page(2), await page(3), await page(4)]).toEqual([100, 100, 50, 0])
  expect((await rig.octokit.pulls.get({ ...rig.at, pull_number })).data.commits).toBe(255)
})

describe('comments', () => {
  let at: { owner: 'acme'; repo: 'shop'; issue_number: number }
  beforeAll(async () => {
    const given = { title: 'commented', head: await rig.commit('fix: x', {}, await parent()) }
    at = { ...rig.at, issue_number: await rig.cloud.putPull('acme/shop', given) }
  })

  it('are made, listed in order and changed', async () => {
    const made = await rig.octokit.issues.createComment({ ...at, body: '<!-- mark --> one' })
    expect(made.status).toBe(201)
    expect(made.data).toMatchObject({ body: '<!-- mark --> one', user: { login: 'github-actions[bot]', type: 'Bot' } })
    await rig.octokit.issues.createComment({ ...at, body: 'two' })
    const changed = await rig.octokit.issues.updateComment({ ...rig.at, comment_id: made.data.id, body: 'uno' })
    expect(changed.data).toMatchObject({ id: made.data.id, body: 'uno', issue_url: made.data.issue_url })
    expect((await rig.octokit.issues.listComments(at)).data.map(({ body }) => body)).toEqual(['uno', 'two'])
    expect((await rig.octokit.pulls.get({ ...rig.at, pull_number: at.issue_number })).data.comments).toBe(2)
    const elsewhere = await rig.octokit.issues.listComments({ ...at, issue_number: at.issue_number - 1 })
    expect(elsewhere.data).toEqual([])
    const later = await rig.octokit.issues.listComments({ ...at, since: '2999-01-01T00:00:00Z' })
    expect(later.data).toEqual([])
  })

  it('come in pages', async () => {
    for (let index = 0; index < 30; index += 1) await rig.octokit.issues.createComment({ ...at, body: `more ${index}` })
    const first = await rig.octokit.issues.listComments(at)
    expect(first.data).toHaveLength(30)
    expect(first.headers.link).toContain('page=2>; rel="next"')
  })

  it('are refused where they are too long, and on what is not there', async () => {
    const long = rig.octokit.issues.createComment({ ...at, body: 'x'.repeat(65_537) })
    await expect(long).rejects.toMatchObject({
      status: 422,
      response: {
        data: { errors: [{ resource: 'IssueComment', message: 'Body is too long (maximum is 65536 characters)' }] },
      },
    })
    await expect(rig.octokit.issues.createComment({ ...at, body: '' })).rejects.toMatchObject({ status: 422 })
    const elsewhere = { ...at, issue_number: 9999 }
    await expect(rig.octokit.issues.createComment({ ...elsewhere, body: 'x' })).rejects.toMatchObject({ status: 404 })
    const unknown = rig.octokit.issues.updateComment({ ...rig.at, comment_id: 9999, body: 'x' })
    await expect(unknown).rejects.toMatchObject({ status: 404 })
  })

  it('are forbidden to a token that may only read, as a fork’s is', async () => {
    const message = 'Resource not accessible by integration'
    const path = `/repos/acme/shop/issues/${at.issue_number}/comments`
    const headers = { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' }
    rig.cloud.world.github.fail({ method: 'POST', path, status: 403, message, headers })
    const made = rig.octokit.issues.createComment({ ...at, body: 'x' })
    await expect(made).rejects.toMatchObject({ status: 403, response: { headers } })
  })
})

describe('over the control surface', () => {
  it('pull requests are made and changed', async () => {
    const head = await rig.commit('feat: remote', {}, await parent())
    const given = { repository: 'acme/shop', number: 500, title: 'feat: remote', head, labels: ['a'] }
    expect(await (await control('pulls', given)).json()).toMatchObject({ number: 500, headSha: head })
    await control('pulls', { repository: 'acme/shop', number: 500, labels: ['b'] })
    const { data } = await rig.octokit.issues.listLabelsOnIssue({ ...rig.at, issue_number: 500 })
    expect(data.map(({ name }) => name)).toEqual(['b'])
  })

  it.for([
    { name: 'an unknown repository', body: { repository: 'acme/none', title: 'x', head: 'main' }, says: '"acme/none"' },
    { name: 'no title', body: { head: 'main' }, says: '"title"' },
    { name: 'no head', body: { title: 'x' }, says: '"head"' },
    { name: 'an unknown head', body: { title: 'x', head: 'nothing' }, says: '"nothing"' },
    { name: 'an unknown base', body: { title: 'x', head: 'main', base: 'nothing' }, says: 'nothing"' },
    { name: 'a number that is none', body: { number: 0, title: 'x', head: 'main' }, says: '"number"' },
    { name: 'labels that are no list', body: { title: 'x', head: 'main', labels: 'a' }, says: '"labels"' },
    { name: 'a word too many', body: { title: 'x', head: 'main', merged: true }, says: '"merged"' },
  ])('are refused with $name', async ({ body, says }) => {
    const refused = await control('pulls', { repository: 'acme/shop', ...body })
    expect([refused.status, await refused.json()]).toEqual([400, { message: expect.stringContaining(says) }])
  })
})

it('knows no other pull request, and no part of one that is not built', async () => {
  await expect(rig.octokit.pulls.get({ ...rig.at, pull_number: 9999 })).rejects.toMatchObject({ status: 404 })
  await expect(pullsOf('0'.repeat(40))).rejects.toMatchObject({ status: 422 })
  const files = rig.octokit.pulls.listFiles({ ...rig.at, pull_number: 70 })
  await expect(files).rejects.toMatchObject({ status: 501, message: expect.stringContaining('/pulls/70/files') })
})
