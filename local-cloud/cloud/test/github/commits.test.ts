import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { git, startRig, type Rig } from './rig.ts'

let rig: Rig
beforeAll(async () => (rig = await startRig(300)))
afterAll(() => rig.stop())

const sha = (name: string): Promise<string> => git(rig.bare, 'rev-parse', name)

describe('a comparison', () => {
  it('shows 250 commits at most where no page is asked for, the oldest first', async () => {
    const basehead = `${await sha('main~299')}...main`
    const { data, headers } = await rig.octokit.repos.compareCommitsWithBasehead({ ...rig.at, basehead })
    expect(data).toMatchObject({ status: 'ahead', ahead_by: 299, behind_by: 0, total_commits: 299 })
    expect(data.commits).toHaveLength(250)
    expect(data.commits[0]?.commit.message).toBe('feat: number 2')
    expect(headers.link).toBeUndefined()
  })

  it('shows all of them in pages, and files on the first', async () => {
    const basehead = `${await sha('main~299')}...main`
    const seen: string[] = []
    for (const page of [1, 2, 3]) {
      const asked = { ...rig.at, basehead, per_page: 100, page }
      const { data, headers } = await rig.octokit.repos.compareCommitsWithBasehead(asked)
      seen.push(...data.commits.map((entry) => entry.sha))
      expect(data.files?.length).toBe(page === 1 ? 299 : undefined)
      expect(headers.link?.includes('rel="next"')).toBe(page < 3)
    }
    expect(seen).toEqual((await git(rig.bare, 'rev-list', '--reverse', 'main~299..main')).split('\n'))
  })

  it('tells how two commits stand to each other', async () => {
    const side = await rig.commit('fix: beside', { 'side.txt': 'x' }, await sha('main~2'))
    const rows = [
      ['main~1', 'main', 'ahead', 1, 0],
      ['main', 'main~1', 'behind', 0, 1],
      ['main', 'main', 'identical', 0, 0],
      ['main', side, 'diverged', 1, 2],
    ] as const
    for (const [base, head, status, ahead_by, behind_by] of rows) {
      const basehead = `${await sha(base)}...${await sha(head)}`
      const { data } = await rig.octokit.repos.compareCommitsWithBasehead({ ...rig.at, basehead })
      expect(data).toMatchObject({ status, ahead_by, behind_by })
      expect(data.merge_base_commit.sha).toBe(await git(rig.bare, 'merge-base', await sha(base), await sha(head)))
    }
  })

  it('takes branches and tags, and knows nothing else', async () => {
    await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/tags/v1.0.0', sha: await sha('main~3') })
    const { data } = await rig.octokit.repos.compareCommitsWithBasehead({ ...rig.at, basehead: 'v1.0.0...main' })
    expect(data.ahead_by).toBe(3)
    const unknown = rig.octokit.repos.compareCommitsWithBasehead({ ...rig.at, basehead: 'v1.0.0...nothing' })
    await expect(unknown).rejects.toMatchObject({ status: 404 })
  })
})

describe('a commit', () => {
  it('shows who made it, what it says and what it changed', async () => {
    const made = await rig.commit('feat: several\n\nBody.\n\nRefs: #1', {
      'file-1.txt': 'changed\n',
      'new ü.txt': 'a\nb\n',
    })
    const { data } = await rig.octokit.repos.getCommit({ ...rig.at, ref: 'main' })
    expect(data).toMatchObject({
      sha: made,
      commit: {
        message: 'feat: several\n\nBody.\n\nRefs: #1',
        author: { name: 'Ann', email: 'ann@example.org', date: expect.stringMatching(/^\d{4}-.*:\d\dZ$/) },
        committer: { name: 'Carl' },
        tree: { sha: await sha('main^{tree}') },
      },
      parents: [{ sha: await sha('main~1') }],
      stats: { additions: 3, deletions: 1, total: 4 },
    })
    expect(data.files?.map(({ filename, status, changes }) => [filename, status, changes])).toEqual([
      ['file-1.txt', 'modified', 2],
      ['new ü.txt', 'added', 2],
    ])
    const object = await rig.octokit.git.getCommit({ ...rig.at, commit_sha: made })
    expect(object.data).toMatchObject({ sha: made, message: data.commit.message, author: { name: 'Ann' } })
  })

  it('may be the first one', async () => {
    const ref = await git(rig.bare, 'rev-list', '--max-parents=0', 'main')
    const { data } = await rig.octokit.repos.getCommit({ ...rig.at, ref })
    expect(data.parents).toEqual([])
    expect(data.files?.map(({ filename, status }) => [filename, status])).toEqual([['file-1.txt', 'added']])
  })

  it('shows renames', async () => {
    const work = await rig.commit('chore: base', { 'old.txt': 'one\ntwo\nthree\n' })
    const tree = await git(rig.bare, 'rev-parse', `${work}:old.txt`)
    const listing = (await git(rig.bare, 'ls-tree', work)).replace('\told.txt', '\tnew.txt')
    const moved = await git(rig.bare, '-c', `alias.mk=!printf '%s\\n' "$1" | git mktree; :`, 'mk', listing)
    const commit = await git(rig.bare, 'commit-tree', '-p', work, '-m', 'chore: move', moved.split('\n')[0] ?? '')
    const { data } = await rig.octokit.repos.getCommit({ ...rig.at, ref: commit })
    expect(data.files).toMatchObject([
      { filename: 'new.txt', previous_filename: 'old.txt', status: 'renamed', changes: 0, sha: tree },
    ])
  })
})

it('shows the repository, and what the token may do', async () => {
  const { data } = await rig.octokit.repos.get(rig.at)
  expect(data).toMatchObject({
    full_name: 'acme/shop',
    default_branch: 'main',
    clone_url: rig.cloneUrl,
    permissions: { push: true },
  })
  const anonymous = (await (await fetch(`${rig.cloud.url}/api/v3/repos/acme/shop`)).json()) as typeof data
  expect(anonymous.permissions?.push).toBe(false)
})

describe('the list of commits', () => {
  const page = async (asked: object): Promise<{ shas: string[]; link: string }> => {
    const { data, headers } = await rig.octokit.repos.listCommits({ ...rig.at, ...asked })
    return { shas: data.map((entry) => entry.sha), link: headers.link ?? '' }
  }

  it('is of the default branch, the newest first, in pages', async () => {
    const all = (await git(rig.bare, 'rev-list', 'main')).split('\n')
    expect((await page({})).shas).toEqual(all.slice(0, 30))
    const second = await page({ per_page: 100, page: 2 })
    expect(second.shas).toEqual(all.slice(100, 200))
    for (const rel of ['prev', 'next', 'first', 'last']) expect(second.link).toContain(`rel="${rel}"`)
    const last = await page({ per_page: 100, page: Math.ceil(all.length / 100) })
    expect(last.shas.at(-1)).toBe(all.at(-1))
    expect(last.link).not.toContain('rel="next"')
    expect((await page({ page: 1000 })).shas).toEqual([])
  })

  it('starts where it is asked to', async () => {
    const start = await sha('main~290')
    expect((await page({ sha: start, per_page: 100 })).shas[0]).toBe(start)
    await rig.octokit.git.createRef({ ...rig.at, ref: 'refs/heads/old', sha: start })
    expect((await page({ sha: 'old', per_page: 1 })).shas).toEqual([start])
    await expect(page({ sha: 'nothing' })).rejects.toMatchObject({ status: 404 })
  })

  it('is of one path', async () => {
    const shas = (await git(rig.bare, 'rev-list', 'main', '--', 'file-1.txt')).split('\n')
    expect(shas.length).toBeGreaterThan(1)
    expect((await page({ path: 'file-1.txt' })).shas).toEqual(shas)
    expect((await page({ path: 'file-*.txt' })).shas).toEqual([])
  })

  it('is refused for an empty repository, and by what is not built', async () => {
    await rig.cloud.addRepository('acme/empty')
    const empty = rig.octokit.repos.listCommits({ owner: 'acme', repo: 'empty' })
    await expect(empty).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('Git Repository is empty.'),
    })
    await expect(page({ author: 'ann' })).rejects.toMatchObject({ status: 501 })
  })
})
