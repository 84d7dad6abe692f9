import { afterEach, describe, expect, it, vi } from 'vitest'
import { readInputs, type VerifyInputs } from '../src/inputs.ts'

afterEach(() => vi.unstubAllEnvs())

function read(given: Readonly<Record<string, string>>): VerifyInputs {
  for (const [name, value] of Object.entries({ url: 'http://app/version', ...given })) {
    vi.stubEnv(`INPUT_${name.toUpperCase()}`, value)
  }
  return readInputs()
}

describe('inputs', () => {
  it('need no more than a URL', () => {
    expect(read({})).toEqual({
      urls: ['http://app/version'],
      checks: [{ kind: 'status', oneOf: [{ from: 200, to: 200 }] }],
      successes: 3,
      intervalMs: 5000,
      attemptTimeoutMs: 10_000,
      timeoutMs: 300_000,
    })
  })

  it('become checks', () => {
    const { checks, urls } = read({
      url: 'http://a/, http://b/\nhttp://a/',
      'expect-status': '2xx',
      'expect-version': '1.2.0',
      'version-path': 'build.version',
      'expect-json': 'database.ready = true\n\nnote=a=b\nempty=',
    })
    expect(urls).toEqual(['http://a/', 'http://b/'])
    expect(checks).toEqual([
      { kind: 'status', oneOf: [{ from: 200, to: 299 }] },
      { kind: 'version', path: 'build.version', equals: '1.2.0' },
      { kind: 'json', path: 'database.ready', equals: 'true' },
      { kind: 'json', path: 'note', equals: 'a=b' },
      { kind: 'json', path: 'empty', equals: '' },
    ])
  })

  it.for([
    ['no URL', { url: ' ' }, 'input url is empty'],
    ['another scheme', { url: 'ftp://app' }, 'input url is "ftp://app", which is not an http or https URL'],
    ['a status that is none', { 'expect-status': 'ok' }, 'input expect-status is "ok"'],
    ['an assertion without a value', { 'expect-json': 'ready' }, 'input expect-json is "ready"'],
    ['an assertion without a path', { 'expect-json': '=true' }, 'input expect-json is "=true"'],
    ['no success', { successes: '0' }, 'a whole number from 1 to 100'],
    ['no time', { timeout: '0s' }, 'input timeout is "0s"'],
    ['too much time for a probe', { 'attempt-timeout': '2h' }, 'input attempt-timeout is "2h"'],
  ] as const)('refuse %s', ([, given, text]) => {
    expect(() => read(given)).toThrow(text)
  })

  it('take Windows line ends', () => {
    const { checks, urls } = read({ url: 'http://a/\r\nhttp://b/\r\n', 'expect-json': 'ready=true\r\nnote=a\r\n' })
    expect(urls).toEqual(['http://a/', 'http://b/'])
    expect(checks.slice(1)).toEqual([
      { kind: 'json', path: 'ready', equals: 'true' },
      { kind: 'json', path: 'note', equals: 'a' },
    ])
  })

  it('leave the commas of a URL in it', () => {
    const { urls } = read({ url: 'http://a/?ids=1,2,http://b/?key=x,y\nhttp://c/' })
    expect(urls).toEqual(['http://a/?ids=1,2', 'http://b/?key=x,y', 'http://c/'])
  })

  it('do not show the credentials of a URL they refuse', () => {
    expect(() => read({ url: 'https://me:hidden@[/?token=hidden' })).toThrow(/^((?!hidden).)*$/)
  })
})
