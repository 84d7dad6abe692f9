import { afterEach, describe, expect, it, vi } from 'vitest'
import { read, readWithEvent, type Environment } from './runner.ts'

afterEach(() => vi.unstubAllEnvs())

const request = {
  number: 7,
  title: 'feat: b',
  body: 'why',
  merged: false,
  commits: 3,
  labels: [{ name: 'release: major' }, { name: 'bug' }],
  head: { sha: 'b'.repeat(40) },
  base: {
    ref: 'next',
    sha: 'c'.repeat(40),
    repo: {
      allow_squash_merge: true,
      allow_merge_commit: false,
      allow_rebase_merge: false,
      squash_merge_commit_title: 'PR_TITLE',
      squash_merge_commit_message: 'PR_BODY',
    },
  },
}

describe('the pull request of an event', () => {
  it('is told with how its repository merges', () => {
    expect(readWithEvent({ pull_request: request })).toMatchObject({
      branch: 'next',
      pull: {
        ...{
          number: 7,
          title: 'feat: b',
          headSha: 'b'.repeat(40),
          baseSha: 'c'.repeat(40),
          baseRef: 'next',
          commits: 3,
        },
        labels: ['release: major', 'bug'],
        body: 'why',
        squash: { allowed: true, titleFrom: 'PR_TITLE', messageFrom: 'PR_BODY' },
        merge: { allowed: false },
        rebase: { allowed: false },
      },
    })
  })

  it('is as in a new repository where the event says less', () => {
    const { merged: _, commits: __, labels: ___, body: ____, base, ...rest } = request
    const bare = { ...rest, base: { ref: base.ref, sha: base.sha } }
    expect(readWithEvent({ pull_request: bare }).pull).toMatchObject({
      ...{
        commits: 1,
        labels: [],
        body: '',
        squash: { allowed: true, titleFrom: 'COMMIT_OR_PR_TITLE', messageFrom: 'COMMIT_MESSAGES' },
      },
      ...{ merge: { allowed: true }, rebase: { allowed: true } },
    })
  })

  it('is none once it is merged: the commit is on its branch', () => {
    const merged = { pull_request: { ...request, merged: true } }
    expect(readWithEvent(merged, { mode: 'tag', GITHUB_REF: 'refs/heads/next' })).toMatchObject({
      ...{ mode: 'tag', branch: 'next', pull: undefined },
    })
  })

  it.for<[name: string, event: unknown, env: Environment]>([
    ['of another event', { pull_request: request }, { GITHUB_EVENT_NAME: 'issue_comment' }],
    ['of an event without one', {}, {}],
    ['of a file that is no JSON', '{', {}],
    ['of no file', {}, { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
  ])('is none %s, and the branch is the one that GitHub names', ([, event, env]) => {
    expect(readWithEvent(event, env)).toMatchObject({ pull: undefined, branch: 'main' })
  })
})

describe('the branch', () => {
  it.for<[name: string, env: Environment, branch: string | undefined]>([
    ['of a push', {}, 'main'],
    ['with a slash', { GITHUB_REF: 'refs/heads/beta/x' }, 'beta/x'],
    ['of a tag', { GITHUB_REF: 'refs/tags/v1.0.0' }, undefined],
    ['of nothing', { GITHUB_REF: undefined }, undefined],
    ['of a merge queue', { GITHUB_REF: 'refs/heads/gh-readonly-queue/beta/x/pr-12-0123abc' }, 'beta/x'],
    ['that was given', { branch: 'next', GITHUB_REF: 'refs/tags/v1.0.0' }, 'next'],
    ['that was given as a ref', { branch: 'refs/heads/next' }, 'next'],
  ])('%s', ([, env, branch]) => {
    expect(read(env).branch).toBe(branch)
  })
})

describe('writing is refused', () => {
  it.for<[name: string, env: Environment, code: string, message: string, remedy: string]>([
    [
      'on a pull request',
      { GITHUB_REF: 'refs/pull/7/merge' },
      'INPUT_INVALID',
      'on refs/pull/7/merge, whose commit is on no branch',
      'set mode to preview',
    ],
    [
      'in a merge queue',
      { GITHUB_REF: 'refs/heads/gh-readonly-queue/main/pr-12-0123abc' },
      'INPUT_INVALID',
      'whose commit is on no branch',
      'set mode to preview',
    ],
    ['without a token', { token: '' }, 'INPUT_MISSING', 'input token is empty', 'contents: write'],
    [
      'without a repository',
      { GITHUB_REPOSITORY: 'octo' },
      'INPUT_MISSING',
      'GITHUB_REPOSITORY is "octo"',
      'GITHUB_REPOSITORY',
    ],
  ])('%s', ([, env, code, message, remedy]) => {
    for (const mode of ['tag', 'release']) {
      expect(() => read({ ...env, mode })).toThrow(
        expect.objectContaining({
          code,
          message: expect.stringContaining(message),
          remedy: expect.stringContaining(remedy),
        }),
      )
    }
    expect(read({ ...env, mode: 'preview' })).toMatchObject({ mode: 'preview' })
  })

  it('for the event of a pull request, whatever its ref', () => {
    const env = { mode: 'tag', GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_REF: 'refs/heads/next' }
    expect(() => readWithEvent({ pull_request: request }, env)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', message: expect.stringContaining('on pull request #7') }),
    )
  })
})
