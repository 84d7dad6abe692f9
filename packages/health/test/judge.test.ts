import { describe, expect, it } from 'vitest'
import { expectation, judge, parsePath, parseStatuses, type Check, type Result } from '../src/index.ts'

const ok: Check = { kind: 'status', oneOf: [{ from: 200, to: 200 }] }
const fewStatuses: Check = {
  kind: 'status',
  oneOf: [
    { from: 200, to: 204 },
    { from: 304, to: 304 },
  ],
}
const version: Check = { kind: 'version', path: 'version', equals: '1.2.0' }

function answered(status: number, body: string, headers: Record<string, string> = {}): Result {
  return { kind: 'answered', status, body, headers }
}

function see(result: Result, checks: readonly Check[]): ReturnType<typeof judge> {
  return judge({ endpoint: 'http://app/version', at: 7, result }, checks)
}

describe('judge', () => {
  it.for([
    ['the right status', answered(200, ''), [ok], 'good', 'status is 200'],
    ['a wrong status', answered(503, ''), [ok], 'mismatch', 'status is 503, expected 200'],
    ['a redirect', answered(301, '', { location: '/x' }), [ok], 'mismatch', 'status is 301 to /x, expected 200'],
    ['the right version', answered(200, '{"version":"1.2.0"}'), [version], 'good', 'version at version is "1.2.0"'],
    ['an old version', answered(200, '{"version":"1.1.0"}'), [version], 'mismatch', '"1.1.0", expected "1.2.0"'],
    ['no version', answered(200, '{}'), [version], 'mismatch', 'version at version is absent'],
    ['an inherited member', answered(200, '{}'), [json('toString', '')], 'mismatch', 'absent'],
    [
      'a page instead of JSON',
      answered(200, '<h1>hi</h1>'),
      [version],
      'mismatch',
      'the body is not JSON: "<h1>hi</h1>"',
    ],
    ['a nested number', answered(200, '{"a":[{"n":3}]}'), [json('a.0.n', '3')], 'good', 'value at a.0.n is "3"'],
    ['a nested null', answered(200, '{"a":null}'), [json('$.a', 'null')], 'good', 'value at $.a is "null"'],
    ['a path through a text', answered(200, '{"a":"b"}'), [json('a.length', '1')], 'mismatch', 'absent'],
    [
      'several faults',
      answered(500, '{}'),
      [ok, version],
      'mismatch',
      'status is 500, expected 200, version at version',
    ],
    ['one of several right statuses', answered(304, ''), [fewStatuses], 'good', 'status is 304'],
    [
      'below every right status',
      answered(100, ''),
      [fewStatuses],
      'mismatch',
      'status is 100, expected 200-204 or 304',
    ],
    ['a path through a null', answered(200, '{"a":null}'), [json('a.b', '1')], 'mismatch', 'absent'],
    ['a lost connection', { kind: 'unreachable', code: 'reset', message: 'lost' }, [ok], 'unreachable', 'lost'],
    ['a forbidden address', { kind: 'blocked', code: 'address', message: 'no' }, [ok], 'blocked', 'no'],
    ['no check at all', answered(200, ''), [], 'mismatch', 'nothing to check'],
    ['a version that is a number with a zero', answered(200, '{"version":1.40}'), [is('1.40')], 'good', '"1.40"'],
    [
      'a number that only JavaScript takes for the same',
      answered(200, '{"version":1.40}'),
      [is('1.4')],
      'mismatch',
      '"1.40"',
    ],
    [
      'a number beyond 2^53',
      answered(200, '{"a":9007199254740993}'),
      [json('a', '9007199254740992')],
      'mismatch',
      '"9007199254740993"',
    ],
    ['numbers in a list', answered(200, '{"a":[1.0,{"b":2e3}]}'), [json('a', '[1.0,{"b":2e3}]')], 'good', '[1.0'],
    ['a path through a number', answered(200, '{"a":1}'), [json('a.rawJSON', '1')], 'mismatch', 'absent'],
    [
      'a body that cannot be judged',
      { ...answered(200, '{"ver'), bodyFault: 'longer than 1 MiB' },
      [ok, version],
      'unreadable',
      'unreadable (the body is longer than 1 MiB)',
    ],
    [
      'a wrong status with a body that cannot be judged',
      { ...answered(500, ''), bodyFault: 'longer than 1 MiB' },
      [ok, version],
      'mismatch',
      'status is 500',
    ],
    [
      'a right status with a body that nothing asks for',
      { ...answered(200, ''), bodyFault: 'longer than 1 MiB' },
      [ok],
      'good',
      'status is 200',
    ],
    [
      'a member with a dot in its name',
      answered(200, '{"a.b":{"c d":"x"}}'),
      [json(`$['a.b']["c d"]`, 'x')],
      'good',
      '"x"',
    ],
    ['an index in brackets', answered(200, '{"items":[{"n":"x"}]}'), [json('items[0].n', 'x')], 'good', '"x"'],
    ['the whole of a body', answered(200, '"1.2.0"'), [{ ...version, path: '$' }], 'good', '"1.2.0"'],
    [
      'what is no path',
      answered(200, '{"a":1}'),
      [json('a..b', '1')],
      'unreadable',
      'not looked for ("a..b" is no path)',
    ],
  ] as const)('%s', ([, result, checks, outcome, because]) => {
    const judged = see(result, checks)
    expect(judged.outcome).toBe(outcome)
    expect(judged.because).toContain(because)
  })

  it.for([
    ['the version', answered(200, '{"version":"1.1.0"}'), [ok, version], '1.1.0'],
    ['no version', answered(200, '{}'), [ok, version], 'no version'],
    ['a wrong status, whatever the version', answered(503, '{"version":"1.2.0"}'), [ok, version], 'status 503'],
    ['a wrong value', answered(200, '{"a":2}'), [ok, json('a', '1')], 'a "2"'],
    ['a wrong value beside a version', answered(200, '{"version":"1.2.0","a":2}'), [version, json('a', '1')], 'a "2"'],
    ['the status, where no version is asked for', answered(200, ''), [ok], 'status 200'],
    [
      'a body that cannot be judged',
      { ...answered(200, '{"version":"1.2.0"}'), bodyFault: 'longer than 1 MiB' },
      [ok, version],
      'unreadable body',
    ],
    ['what is no path', answered(200, '{"a":1}'), [json('a..b', '1')], 'unreadable body'],
    ['no answer', { kind: 'unreachable', code: 'connection-not-made', message: 'no' }, [ok], 'connection not made'],
  ] as const)('is counted as %s', ([, result, checks, kind]) => {
    expect(see(result, checks).kind).toBe(kind)
  })

  it('reads no version from a body that cannot be judged', () => {
    const result = { ...answered(200, '{"version":"1.2.0"}'), bodyFault: 'longer than 1 MiB' }
    expect(see(result, [version]).version).toBeUndefined()
  })

  it.for([
    [120, 120],
    [121, 120],
  ] as const)('shows a version of %i characters by %i', ([length, shown]) => {
    expect(see(answered(200, JSON.stringify({ version: 'y'.repeat(length) })), [version]).version).toHaveLength(shown)
  })

  it('says of each check what was expected and what was there', () => {
    const { results } = see(answered(500, '{"version":"1.2.0"}'), [ok, version])
    expect(results.map(({ state, expected, actual, because }) => [state, expected, actual, because])).toEqual([
      ['unmet', '200', '500', 'status is 500, expected 200'],
      ['met', '"1.2.0"', '"1.2.0"', 'version at version is "1.2.0"'],
    ])
  })

  it('does not know about checks that no answer met', () => {
    const { results } = see({ kind: 'unreachable', code: 'x', message: 'lost' }, [ok, version])
    expect(results.map(({ state, actual }) => `${state}: ${actual}`)).toEqual([
      'unknown: no answer',
      'unknown: no answer',
    ])
  })

  it('keeps foreign text on one line, and short', () => {
    const { because, version: seen } = see(
      answered(200, JSON.stringify({ version: `1\n::error::x\u0007${'y'.repeat(500)}` })),
      [version],
    )
    expect(because).not.toContain('\n')
    expect(because).not.toContain('\u0007')
    expect(because.length).toBeLessThan(250)
    expect(seen?.length).toBe(120)
  })

  it('reads a version that is a number', () => {
    const check = { ...version, equals: '7' }
    expect(see(answered(200, '{"version":7}'), [check])).toMatchObject({ outcome: 'good', version: '7' })
  })

  it('reads the version also from an answer that is wrong otherwise', () => {
    expect(see(answered(500, '{"version":"1.1.0"}'), [ok, version]).version).toBe('1.1.0')
  })
})

describe('an almost right value', () => {
  it.for([
    ['a v before it', 'v1.2.0', '1.2.0', 'only the leading v differs'],
    ['no v before it', '1.2.0', 'V1.2.0', 'only the leading v differs'],
    ['blanks around it', ' 1.2.0\n', '1.2.0', 'only blanks around it differ'],
    ['blanks around what is expected', '1.2.0', '1.2.0 ', 'only blanks around it differ'],
    ['a v before it and a blank after it', 'v1.2.0 ', '1.2.0', 'only the leading v differs'],
    ['a short word at its begin', 'abc-1', 'abc', 'it begins with what is expected'],
    ['a short word in it', '1-abc', 'abc', 'it contains what is expected'],
    ['other letters', '1.2.0-RC.1', '1.2.0-rc.1', 'only upper and lower case differ'],
    ['the short form of a commit', '9f8d111', '9f8d1116c5b2a4e0', 'what is expected begins with it'],
    ['the long form of a commit', '9f8d1116c5b2a4e0', '9f8d111', 'it begins with what is expected'],
    ['a build after it', '1.2.0+9f8d111', '1.2.0', 'it begins with what is expected'],
    ['a v before it and a build after it', 'v1.2.0+9f8d111', '1.2.0', 'it contains what is expected'],
    [
      'a build after it and no v before it',
      '1.2.0+9f8d111',
      'v1.2.0',
      'but for the leading v, it begins with what is expected',
    ],
    ['a name before it', 'app-1.2.0', '1.2.0', 'it contains what is expected'],
    ['a reference', 'refs/tags/v1.2.0', '1.2.0', 'it contains what is expected'],
    ['quotes around it', "'1.2.0'", '1.2.0', 'it contains what is expected'],
  ] as const)('is said to be so: %s', ([, actual, equals, words]) => {
    const { outcome, because } = see(answered(200, JSON.stringify({ version: actual })), [is(equals)])
    expect(outcome).toBe('mismatch')
    expect(because).toContain(`, expected "${equals}" (${words})`)
  })

  it.for([
    ['1', '1.2.0'],
    ['1.1.0', '1.2.0'],
    ['11.2.0', '1.2.0'],
    ['app-11.2.0', '1.2.0'],
    ['app-1.2.01', '1.2.0'],
    ['', '1.2.0'],
    ['app-v1.2.0', 'app-1.2.0'],
    ['-12', '12'],
  ] as const)('is not what is only another one: %j', ([actual, equals]) => {
    const { because } = see(answered(200, JSON.stringify({ version: actual })), [is(equals)])
    expect(because.endsWith(`expected "${equals}"`)).toBe(true)
  })
})

describe('what is shown', () => {
  const hide = (text: string): string => text.replaceAll('s3cr"et', '***').replaceAll('s3cr\\"et', '***')
  const secret = 's3cr"et'

  it.for([
    ['a page', answered(200, `<p>${'x'.repeat(112)}${secret}</p>`), 'version'],
    ['a value', answered(200, JSON.stringify({ version: `${'x'.repeat(112)}${secret}` })), 'version'],
    ['a list', answered(200, JSON.stringify({ version: [secret] })), 'version'],
    ['a redirect', answered(302, '', { location: `/login/${secret}` }), 'status'],
  ] as const)('is hidden first, then cut and quoted: %s', ([, result]) => {
    const judged = judge({ endpoint: 'a', at: 0, result }, [ok, version], hide)
    expect(JSON.stringify(judged)).not.toMatch(/s3c/)
    expect(judged.because).toContain('***')
  })

  it('is what was expected as it is: the expectation is no secret', () => {
    const equals = `1.2.0-${secret}.1`
    const judged = judge(
      { endpoint: 'a', at: 0, result: answered(200, JSON.stringify({ version: equals })) },
      [is(equals)],
      hide,
    )
    expect(judged).toMatchObject({ outcome: 'good', version: equals, kind: equals })
  })

  it('is short, whatever a header says', () => {
    const coded = { ...answered(200, ''), bodyFault: `coded as ${secret}${'x'.repeat(5000)}` }
    const moved = answered(302, '', { location: `/${'x'.repeat(5000)}` })
    for (const result of [coded, moved]) {
      const { because } = judge({ endpoint: 'a', at: 0, result }, [ok, version], hide)
      expect(because).not.toContain(secret)
      expect(because.length).toBeLessThan(400)
    }
  })

  it('does not change the verdict', () => {
    const result = answered(200, JSON.stringify({ version: secret }))
    expect(judge({ endpoint: 'a', at: 0, result }, [is(secret)], hide).outcome).toBe('good')
    expect(judge({ endpoint: 'a', at: 0, result }, [is('***')], hide).outcome).toBe('mismatch')
  })
})

describe('Retry-After', () => {
  const date = 'Mon, 30 Nov 2026 12:00:00 GMT'
  const later = 'Mon, 30 Nov 2026 12:00:30 GMT'
  const at = Date.parse(date)

  it.for([
    ['seconds of 503', 503, { 'retry-after': '30' }, 30_000],
    ['seconds of 429', 429, { 'retry-after': '30' }, 30_000],
    ['a date', 503, { 'retry-after': later }, 30_000],
    [
      'a date by a clock that is wrong',
      503,
      { 'retry-after': 'Mon, 30 Nov 2026 15:00:30 GMT', date: 'Mon, 30 Nov 2026 15:00:00 GMT' },
      30_000,
    ],
    ['a date that begins with digits', 503, { 'retry-after': '30 Nov 2026 12:00:30 GMT' }, 30_000],
    ['a date that ends with digits', 503, { 'retry-after': 'Mon, 30 Nov 2026 12:00:30 +0000' }, 30_000],
    ['blanks around the seconds', 503, { 'retry-after': ' 30 ' }, 30_000],
    ['no time at all', 503, { 'retry-after': '0' }, undefined],
    ['a date that is over', 503, { 'retry-after': 'Mon, 30 Nov 2026 11:00:00 GMT' }, undefined],
    ['none', 503, {}, undefined],
    ['what is neither', 503, { 'retry-after': 'soon' }, undefined],
    ['another status', 404, { 'retry-after': '30' }, undefined],
  ] as const)('%s', ([, status, headers, ms]) => {
    expect(judge({ endpoint: 'a', at, result: answered(status, '', headers) }, [ok]).retryAfterMs).toBe(ms)
  })

  it('is said', () => {
    expect(see(answered(503, '', { 'retry-after': '30' }), [ok]).because).toBe(
      'status is 503, expected 200 (Retry-After: 30 s)',
    )
  })
})

describe('parsePath', () => {
  it.for([
    ['a.b.0', ['a', 'b', '0']],
    ['$', []],
    ['$.a', ['a']],
    ['.a', ['a']],
    ['items[0].id', ['items', '0', 'id']],
    [`$['a.b']`, ['a.b']],
    ['["it\'s"].x', ["it's", 'x']],
    ['@graph.build-sha_1', ['@graph', 'build-sha_1']],
    ['$schema.$id', ['$schema', '$id']],
    ['a$.b', ['a$', 'b']],
    ['..a', undefined],
    ['git:sha.%', undefined],
    ['@.version', undefined],
    ['items.#.id', undefined],
    ['$.$.b', undefined],
    ['a[00]', undefined],
    ['a\\.b', undefined],
    ['`a.b`', undefined],
    ['ready!', undefined],
    ['count>', undefined],
    ['a->b', undefined],
    ['version=1', undefined],
    ['version;', undefined],
    [`$['a\\\\b'].c`, ['a\\b', 'c']],
    ['', undefined],
    ['a.', undefined],
    ['a..b', undefined],
    ['$a[', undefined],
    ['a[*]', undefined],
    ['a[?(@.b)]', undefined],
    ['a[0', undefined],
    ['a[b]', undefined],
    ['a]b', undefined],
    ['*.b', undefined],
    ['/build/version', undefined],
    ['a | b', undefined],
    [`$['a'`, undefined],
    [`['a']b`, undefined],
  ] as const)('%j', ([text, path]) => {
    expect(parsePath(text)).toEqual(path)
  })
})

describe('parseStatuses', () => {
  it.for([
    ['200', [{ from: 200, to: 200 }]],
    [
      '2xx, 304',
      [
        { from: 200, to: 299 },
        { from: 304, to: 304 },
      ],
    ],
    [
      '200-204\n301',
      [
        { from: 200, to: 204 },
        { from: 301, to: 301 },
      ],
    ],
    [' 204,', [{ from: 204, to: 204 }]],
    ['', undefined],
    ['ok', undefined],
    ['200, ok', undefined],
    ['a2xx', undefined],
    ['2xxx', undefined],
    ['a200', undefined],
    ['2000', undefined],
    ['204-200', undefined],
    ['600', undefined],
  ] as const)('%j', ([text, ranges]) => {
    expect(parseStatuses(text)).toEqual(ranges)
  })
})

describe('an expectation in words', () => {
  it.for([
    ['status 200', ok],
    ['status 200-204 or 304', fewStatuses],
    ['version at version "1.2.0"', version],
    ['value at ready "true"', json('ready', 'true')],
  ] as const)('%s', ([words, check]) => {
    expect(expectation(check)).toBe(words)
  })
})

function is(equals: string): Check {
  return { kind: 'version', path: 'version', equals }
}

function json(path: string, equals: string): Check {
  return { kind: 'json', path, equals }
}
