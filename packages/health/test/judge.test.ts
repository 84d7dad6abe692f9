import { describe, expect, it } from 'vitest'
import { judge, parseStatuses, type Check, type Result } from '../src/index.ts'

const ok: Check = { kind: 'status', oneOf: [{ from: 200, to: 200 }] }
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
    ['a lost connection', { kind: 'unreachable', code: 'reset', message: 'lost' }, [ok], 'unreachable', 'lost'],
    ['a forbidden address', { kind: 'blocked', code: 'address', message: 'no' }, [ok], 'blocked', 'no'],
    ['no check at all', answered(200, ''), [], 'mismatch', 'nothing to check'],
  ] as const)('%s', ([, result, checks, outcome, because]) => {
    const judged = see(result, checks)
    expect(judged.outcome).toBe(outcome)
    expect(judged.because).toContain(because)
  })

  it('says of each check what was expected and what was there', () => {
    const { results } = see(answered(500, '{"version":"1.2.0"}'), [ok, version])
    expect(results.map(({ state, expected, actual }) => [state, expected, actual])).toEqual([
      ['unmet', '200', '500'],
      ['met', '"1.2.0"', '"1.2.0"'],
    ])
  })

  it('does not know about checks that no answer met', () => {
    const { results } = see({ kind: 'unreachable', code: 'x', message: 'lost' }, [ok, version])
    expect(results.map(({ state }) => state)).toEqual(['unknown', 'unknown'])
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
    ['', undefined],
    ['ok', undefined],
    ['204-200', undefined],
    ['600', undefined],
  ] as const)('%j', ([text, ranges]) => {
    expect(parseStatuses(text)).toEqual(ranges)
  })
})

function json(path: string, equals: string): Check {
  return { kind: 'json', path, equals }
}
