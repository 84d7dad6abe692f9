import { afterEach, describe, expect, it, vi } from 'vitest'
import { read, readWithEvent, type Environment } from './runner.ts'

afterEach(() => vi.unstubAllEnvs())

const push = (ref: string): Environment => ({
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: ref,
  GITHUB_BASE_REF: undefined,
})
const trunk = { repository: { default_branch: 'trunk' } }
const request = { number: 7, title: 'a', head: { sha: 'b'.repeat(40) }, base: { ref: 'trunk', sha: 'c'.repeat(40) } }

describe('a version below a release that the commit does not contain', () => {
  it.for<[name: string, event: unknown, given: Environment, level: string]>([
    ['a push to the default branch', trunk, push('refs/heads/trunk'), 'error'],
    ['a start by hand or by the clock', trunk, { ...push('refs/heads/trunk'), GITHUB_EVENT_NAME: 'schedule' }, 'error'],
    ['a push to another branch', trunk, push('refs/heads/main'), 'warn'],
    ['a push to one of release-branches', trunk, { ...push('refs/heads/main'), 'release-branches': 'main' }, 'error'],
    [
      'a push to one that a pattern of release-branches matches',
      trunk,
      { ...push('refs/heads/release/1.4'), 'release-branches': 'live\nrelease/*' },
      'error',
    ],
    [
      'a push to one that none matches',
      trunk,
      { ...push('refs/heads/release/a/b'), 'release-branches': 'release/*' },
      'warn',
    ],
    ['the default branch by the input', trunk, { ...push('refs/heads/topic'), branch: 'trunk' }, 'error'],
    ['a push of a tag', trunk, push('refs/tags/v1.4.0'), 'warn'],
    ['a merge queue', trunk, push('refs/heads/gh-readonly-queue/trunk/pr-7-abc'), 'warn'],
    ['a pull request', { ...trunk, pull_request: request }, {}, 'warn'],
    [
      'a pull request by its target',
      { ...trunk, pull_request: request },
      { ...push('refs/heads/trunk'), GITHUB_EVENT_NAME: 'pull_request_target' },
      'warn',
    ],
    [
      'a pull request that is merged',
      { ...trunk, pull_request: { ...request, merged: true } },
      { GITHUB_REF: 'refs/heads/trunk' },
      'error',
    ],
    ['a tagging on any branch', trunk, { ...push('refs/heads/topic'), mode: 'tag' }, 'error'],
    ['a release of any branch', trunk, { ...push('refs/heads/topic'), mode: 'release' }, 'error'],
    ['a push to main, where the event names no default branch', {}, push('refs/heads/main'), 'error'],
    ['a push to master, where there is no event', 'nonsense', push('refs/heads/master'), 'error'],
    ['a push to another, where the event names none', {}, push('refs/heads/topic'), 'warn'],
    [
      'a push, where somebody wants it ignored',
      trunk,
      { ...push('refs/heads/trunk'), 'unreachable-release': 'ignore' },
      'ignore',
    ],
    [
      'a push, where somebody wants a warning',
      trunk,
      { ...push('refs/heads/trunk'), 'unreachable-release': 'warn' },
      'warn',
    ],
    [
      'a release, where somebody wants a warning',
      trunk,
      { ...push('refs/heads/trunk'), mode: 'release', 'unreachable-release': 'warn' },
      'warn',
    ],
    [
      'a push to any branch, where somebody wants an error',
      trunk,
      { ...push('refs/heads/topic'), 'unreachable-release': 'error' },
      'error',
    ],
  ])('for %s', ([, event, given, level]) => {
    expect(readWithEvent(event, given).unreachable).toBe(level)
  })

  it.for<[name: string, given: Environment, words: string]>([
    ['an empty choice', { 'unreachable-release': '' }, 'input unreachable-release is empty'],
    ['an unknown choice', { 'unreachable-release': 'warning' }, 'unreachable-release is "warning"'],
    [
      'a pattern that no branch can match',
      { 'release-branches': 'release/[0-9]' },
      'input release-branches has "release/[0-9]"',
    ],
  ])('is not decided by %s', ([, given, words]) => {
    expect(() => read(given)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', message: expect.stringContaining(words) }),
    )
  })
})
