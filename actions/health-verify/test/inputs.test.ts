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

  it.for([
    ['expect-version', 'any'],
    ['expect-json', 'none'],
  ] as const)('refuse an empty %s, which would check nothing', ([name, word]) => {
    expect(() => read({ [name]: ' ' })).toThrow(`input ${name} is empty`)
    expect(read({ [name]: word }).checks).toHaveLength(1)
  })

  it.for([
    ['blanks', 'http://a/ http://b/'],
    ['tabs', 'http://a/\thttp://b/'],
    ['commas', 'http://a/,http://b/'],
    ['commas and blanks', 'http://a/ , http://b/'],
    ['bars', 'http://a/|http://b/'],
    ['semicolons', 'http://a/;http://b/'],
    ['semicolons and blanks', 'http://a/ ; http://b/'],
    ['lines of an old kind', 'http://a/\rhttp://b/'],
  ] as const)('divide URLs at %s', ([, url]) => {
    expect(read({ url }).urls).toEqual(['http://a/', 'http://b/'])
  })

  it.for([
    ['words', 'http://a/ and http://me:hidden@b/'],
    ['a blank in a password', 'http://me:hidden hidden@b/'],
    ['hosts after one scheme', 'http://a,b/'],
    ['a URL inside the query', 'http://a/?next=http://me:hidden@b/'],
    ['a bar before what has no scheme', 'http://a/|b/'],
    ['a name without a scheme', 'http://a/ b/health'],
    ['a comma before a name without a scheme', 'http://a/version,b.example/version'],
    ['a comma before a name and a port', 'http://a/,b:8080'],
    ['a semicolon before credentials', 'http://a/;me:hidden@b/'],
    ['a blank before credentials', 'http://a/ me:hidden@b/'],
    ['a comma before what has no more than slashes', 'http://a/,//b/'],
    ['an invisible character', 'http://a/\u200Bhttp://me:hidden@b/'],
  ] as const)('refuse URLs that are divided by %s, and show no credentials', ([, url]) => {
    expect(() => read({ url })).toThrow(/^input url is "((?!hidden).)*$/)
    expect(() => read({ url })).toThrow(/which is not one URL/)
  })

  const withPath = (path: string): readonly Readonly<Record<string, string>>[] => [
    { 'expect-version': '1', 'version-path': path },
    { 'expect-json': `${path}=1` },
  ]

  it.for(["$['a.b']", 'items[0].version'])('take the path %s', (path) => {
    for (const given of withPath(path)) expect(read(given).checks.at(-1)).toMatchObject({ path, equals: '1' })
  })

  it.for(['items[*]', 'build..sha', '/build/sha', '.'])('refuse the path %s', (path) => {
    for (const given of withPath(path)) expect(() => read(given)).toThrow(`is "${path}`)
  })

  it('refuse a path also where no version is asked for', () => {
    expect(() => read({ 'version-path': 'a[*]' })).toThrow('input version-path is "a[*]"')
  })

  it.for([
    [
      { timeout: '10s' },
      'input timeout is "10s", which is not longer than the 10 s that 3 right answers in a row take, 5 s apart',
    ],
    [{ successes: '100', interval: '1h', timeout: '24h' }, 'input timeout is "24h"'],
    [{ successes: '61' }, 'input timeout is "5m"'],
  ] as const)('refuse what cannot pass before the deadline: %j', ([given, text]) => {
    expect(() => read(given)).toThrow(text)
  })

  it('take what can just pass before the deadline', () => {
    expect(read({ timeout: '10001ms' }).timeoutMs).toBe(10_001)
    expect(read({ timeout: '1ms', successes: '1' }).timeoutMs).toBe(1)
  })

  it('take Windows line ends', () => {
    const { checks, urls } = read({ url: 'http://a/\r\nhttp://b/\r\n', 'expect-json': 'ready=true\r\nnote=a\r\n' })
    expect(urls).toEqual(['http://a/', 'http://b/'])
    expect(checks.slice(1)).toEqual([
      { kind: 'json', path: 'ready', equals: 'true' },
      { kind: 'json', path: 'note', equals: 'a' },
    ])
  })

  it.for(['http://a/1.5,2.5/x', 'http://a/x;v=1.json/y', 'http://a/b,c.json', 'http://a/?to=b.example:1,c.example:2/'])(
    'take commas and semicolons that divide nothing: %s',
    (url) => {
      expect(read({ url }).urls).toEqual([url])
    },
  )

  it.for([
    ['behind the last', 'http://a/,'],
    ['before the first', ',http://b/'],
    ['between two', 'http://a/, ,http://b/'],
    ['behind a semicolon', 'http://a/;http://b/; '],
    ['on a line of its own', 'http://a/,\n,\nhttp://b/'],
    ['alone', ','],
  ] as const)('refuse an empty item %s, which an unset variable leaves', ([, url]) => {
    expect(() => read({ url })).toThrow('input url has an empty item beside a comma')
  })

  it('take a comma at the end of each line but the last', () => {
    expect(read({ url: 'http://a/,\nhttp://b/\n' }).urls).toEqual(['http://a/', 'http://b/'])
  })

  it('leave the commas of a URL in it', () => {
    const { urls } = read({ url: 'http://a/?ids=1,2,http://b/?key=x,y\nhttp://c/' })
    expect(urls).toEqual(['http://a/?ids=1,2', 'http://b/?key=x,y', 'http://c/'])
  })

  it('do not show the credentials of a URL they refuse', () => {
    expect(() => read({ url: 'https://me:hidden@[/?token=hidden' })).toThrow(/^((?!hidden).)*$/)
  })
})
