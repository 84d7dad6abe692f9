import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, judge, leastMs, type Check, type Judged, type Policy, type Result } from '../src/index.ts'

const checks: readonly Check[] = [
  { kind: 'status', oneOf: [{ from: 200, to: 200 }] },
  { kind: 'version', path: 'version', equals: '2' },
  { kind: 'json', path: 'ready', equals: 'true' },
]
const policy: Policy = { endpoints: ['a'], successes: 3, deadline: 10_000, intervalMs: 100, attemptTimeoutMs: 2000 }

type Kind = 'good' | 'old' | 'down' | 'busy' | 'unready' | 'unread' | 'silent' | 'blocked'

const bodies = {
  good: [200, { version: '2', ready: true }],
  old: [200, { version: '1', ready: true }],
  down: [503, {}],
  busy: [429, {}],
  unread: [200, {}],
  unready: [200, { version: '2', ready: false }],
} as const

function sample(kind: Kind, endpoint = 'a', at = 0): Judged {
  if (kind === 'silent')
    return judge({ endpoint, at, result: { kind: 'unreachable', code: 'timed-out', message: 'silent' } }, checks)
  if (kind === 'blocked')
    return judge({ endpoint, at, result: { kind: 'blocked', code: 'x', message: 'blocked' } }, checks)
  const [status, body] = bodies[kind]
  const headers: Record<string, string> = kind === 'busy' ? { 'retry-after': '4' } : {}
  const fault = kind === 'unread' ? { bodyFault: 'longer than 1 MiB' } : {}
  return judge(
    { endpoint, at, result: { kind: 'answered', status, headers, body: JSON.stringify(body), ...fault } },
    checks,
  )
}

function answer(version: string): Result {
  return { kind: 'answered', status: 200, headers: {}, body: JSON.stringify({ version, ready: true }) }
}

function rounds(...kinds: readonly Kind[]): readonly Judged[] {
  return kinds.map((kind, index) => sample(kind, 'a', index * 100))
}

describe('decide before the deadline', () => {
  it.for([
    ['three good answers', rounds('good', 'good', 'good'), 'end', 'pass'],
    ['three good answers after the old version', rounds('old', 'silent', 'good', 'good', 'good'), 'end', 'pass'],
    ['two good answers', rounds('good', 'good'), 'wait', '2 of 3'],
    ['good answers, broken once', rounds('good', 'good', 'old', 'good'), 'wait', '1 of 3'],
    ['good answers, then silence', rounds('good', 'good', 'silent'), 'wait', '0 of 3'],
    ['the old version only', rounds('old', 'old', 'old', 'old'), 'wait', '"1", expected "2"'],
    ['a blocked address', rounds('blocked'), 'end', 'inconclusive unreachable'],
    ['nothing yet', [], 'act', 'probing a'],
  ] as const)('%s', ([, samples, kind, text]) => {
    const decision = decide(samples, policy, samples.at(-1)?.at ?? 0)
    expect(decision.kind).toBe(kind)
    const end = decision.kind === 'end' ? `${decision.end.verdict} ${decision.end.reason} ` : ''
    expect(end + decision.because).toContain(text)
  })

  it('says what every endpoint answered that is healthy', () => {
    const two = { ...policy, successes: 1, endpoints: ['a', 'b'] }
    const right = 'status is 200, version at version is "2", value at ready is "true"'
    expect(decide([sample('good', 'a'), sample('good', 'b')], two, 0).because).toBe(
      `1 in a row; a: ${right}; b: ${right}`,
    )
  })

  it('says which endpoint is blocked', () => {
    expect(decide(rounds('blocked'), policy, 0).because).toBe('a: blocked')
  })

  it('never passes, and does not wait, where there is no endpoint', () => {
    const none = { ...policy, endpoints: [] }
    expect(decide([], none, 0)).toMatchObject({ kind: 'end', end: { verdict: 'inconclusive', reason: 'deadline' } })
  })

  it('waits for the interval, give or take 20 %, then probes', () => {
    const samples = rounds('old')
    const first = decide(samples, policy, 0)
    if (first.kind !== 'wait') throw new Error(first.kind)
    expect(first.ms).toBeGreaterThanOrEqual(80)
    expect(first.ms).toBeLessThanOrEqual(120)
    expect(decide(samples, policy, first.ms)).toMatchObject({
      kind: 'act',
      command: { kind: 'probe', timeoutMs: 2000 },
    })
  })

  it('waits longer while nothing answers, and not while a wrong answer comes', () => {
    const wait = (...kinds: readonly Kind[]): number => {
      const samples = rounds(...kinds)
      const decision = decide(samples, policy, samples.at(-1)?.at ?? 0)
      return decision.kind === 'wait' ? decision.ms : Number.NaN
    }
    expect(wait('silent', 'silent', 'silent', 'silent')).toBeGreaterThanOrEqual(320)
    expect(wait('silent', 'silent', 'silent', 'silent')).toBeLessThanOrEqual(480)
    expect(wait('down', 'down', 'down', 'down')).toBeLessThanOrEqual(120)
  })

  it('waits as long as the answer asks for, but leaves time for the successes before the deadline', () => {
    expect(decide(rounds('busy'), policy, 0)).toMatchObject({ kind: 'wait', ms: 4000 })
    // Two intervals between three successes, each up to 20 % longer.
    expect(decide([sample('busy', 'a', 8000)], policy, 8000)).toMatchObject({ kind: 'wait', ms: 1760 })
    const once = { ...policy, successes: 1 }
    expect(decide([sample('busy', 'a', 8000)], once, 8000)).toMatchObject({ kind: 'wait', ms: 2000 })
    const late = decide([sample('busy', 'a', 9800)], policy, 9800)
    expect(late.kind === 'wait' && late.ms).toBeLessThanOrEqual(120)
    expect(decide(rounds('busy', 'old'), policy, 100)).toMatchObject({ kind: 'wait' })
    const two = { ...policy, endpoints: ['a', 'b'] }
    expect(decide([sample('busy', 'a'), sample('good', 'b')], two, 0)).toMatchObject({ kind: 'wait', ms: 4000 })
  })

  it('does not wait again for what an older answer asked for', () => {
    const decision = decide(rounds('busy', 'old'), policy, 100)
    expect(decision.kind === 'wait' && decision.ms).toBeLessThanOrEqual(120)
  })

  it('waits longer while one of several endpoints does not answer', () => {
    const two = { ...policy, endpoints: ['a', 'b'] }
    const samples = [0, 100, 200].flatMap((at) => [sample('silent', 'a', at), sample('old', 'b', at)])
    const decision = decide(samples, two, 200)
    expect(decision.kind === 'wait' && decision.ms).toBeGreaterThanOrEqual(320)
  })

  it('stays within 20 % of the interval, whatever the seed', () => {
    const waits = Array.from({ length: 100 }, (_, seed) => decide(rounds('old'), { ...policy, seed }, 0))
    const ms = waits.map((decision) => (decision.kind === 'wait' ? decision.ms : Number.NaN))
    expect(Math.min(...ms)).toBeGreaterThanOrEqual(80)
    expect(Math.max(...ms)).toBeLessThanOrEqual(120)
  })

  it('spreads the rounds of different runs', () => {
    const waits = [1, 2, 3, 4, 5].map((seed) => decide(rounds('old'), { ...policy, seed }, 0))
    expect(new Set(waits.map((decision) => (decision.kind === 'wait' ? decision.ms : 0))).size).toBeGreaterThan(3)
  })

  it('gives the last probe at least a second, and never more than an attempt may take', () => {
    expect(decide(rounds('old'), policy, 9990)).toMatchObject({ command: { timeoutMs: 1000 } })
    expect(decide(rounds('old'), policy, 8500)).toMatchObject({ command: { timeoutMs: 1500 } })
  })
})

describe('decide at the deadline', () => {
  it.for([
    ['a wrong status', rounds('good', 'down'), 'fail', 'wrong-status', 'status is 503, expected 200'],
    ['an old version', rounds('old', 'old'), 'fail', 'wrong-version', '"1", expected "2"'],
    ['a wrong body', rounds('unready'), 'fail', 'wrong-body', '"false", expected "true"'],
    ['a wrong answer, then silence', rounds('old', 'silent', 'silent'), 'fail', 'wrong-version', 'expected "2"'],
    [
      'an old wrong answer, then silence',
      rounds('old', 'silent', 'silent', 'silent'),
      'inconclusive',
      'unreachable',
      'silent',
    ],
    ['silence', rounds('silent', 'silent'), 'inconclusive', 'unreachable', 'silent'],
    ['bodies that cannot be judged', rounds('unread', 'unread'), 'inconclusive', 'unreadable', 'longer than 1 MiB'],
    ['bodies that cannot be judged, then silence', rounds('unread', 'silent'), 'inconclusive', 'unreachable', 'silent'],
    [
      'a wrong answer, counted',
      rounds('old', 'old', 'good', 'silent'),
      'fail',
      'wrong-version',
      '(answers: 1 x 2, 2, timed out)',
    ],
    [
      'too few good answers',
      rounds('silent', 'good', 'good'),
      'inconclusive',
      'deadline',
      'no 3 good answers in a row',
    ],
    ['nothing seen', [], 'inconclusive', 'deadline', 'no 3 good answers in a row'],
    ['good answers just in time', rounds('good', 'good', 'good'), 'pass', 'healthy', '3 in a row'],
  ] as const)('%s', ([, samples, verdict, reason, text]) => {
    const decision = decide(samples, policy, policy.deadline)
    expect(decision).toMatchObject({ kind: 'end', end: { verdict, reason } })
    expect(decision.because).toContain(text)
  })
})

describe('the answers by kind', () => {
  it.for([
    ['side by side', rounds('good', 'old', 'good', 'old', 'silent', 'good'), '2 x 3, 1 x 2, timed out'],
    ['wrong in other ways', rounds('down', 'unready', 'unready'), 'ready "false" x 2, status 503'],
    ['one kind', rounds('old', 'old', 'old'), '1 x 3'],
    [
      'without a version',
      [judge({ endpoint: 'a', at: 0, result: { kind: 'answered', status: 200, headers: {}, body: '{}' } }, checks)],
      'no version',
    ],
    ['not read', rounds('unread', 'unread'), 'unreadable body x 2'],
  ] as const)('%s', ([, samples, counts]) => {
    expect(decide(samples, policy, policy.deadline).because).toContain(`(answers: ${counts})`)
  })

  it('are counted for each endpoint, also when all are right', () => {
    const two = { ...policy, endpoints: ['a', 'b'] }
    const samples = [sample('good', 'a'), sample('good', 'b'), sample('good', 'b')]
    expect(decide(samples, two, policy.deadline).because).toBe(
      'no 3 good answers in a row before the deadline; a (answers: 2); b (answers: 2 x 2)',
    )
  })

  it('are not more than can be read', () => {
    const samples = Array.from({ length: 30 }, (_, index) =>
      judge({ endpoint: 'a', at: index, result: answer(`1.${index}`) }, checks),
    )
    expect(decide(samples, policy, policy.deadline).because).toContain('1.0, 1.1, 1.2, 1.3, 1.4, others x 25)')
  })
})

describe('the least time', () => {
  it.for([
    ['one success', 1, 5000, 0],
    ['three', 3, 5000, 10_000],
    ['none is one', 0, 5000, 0],
  ] as const)('for %s', ([, successes, intervalMs, ms]) => {
    expect(leastMs({ successes, intervalMs })).toBe(ms)
  })
})

describe('decide over several endpoints', () => {
  const both: Policy = { ...policy, endpoints: ['a', 'b'] }
  const pairs = (...kinds: readonly (readonly [Kind, Kind])[]): readonly Judged[] =>
    kinds.flatMap(([a, b], index) => [sample(a, 'a', index * 100), sample(b, 'b', index * 100)])

  it.for([
    ['both good', pairs(['good', 'good'], ['good', 'good'], ['good', 'good']), 'pass', 'healthy'],
    ['one never probed', rounds('good', 'good', 'good'), 'inconclusive', 'deadline'],
    ['one silent', pairs(['good', 'silent'], ['good', 'silent'], ['good', 'silent']), 'inconclusive', 'unreachable'],
    ['one not to be read, one silent', pairs(['unread', 'silent']), 'inconclusive', 'unreachable'],
    ['both not to be read', pairs(['unread', 'unread']), 'inconclusive', 'unreadable'],
    ['one silent, one wrong', pairs(['old', 'silent']), 'fail', 'wrong-version'],
    ['both wrong alike', pairs(['old', 'old']), 'fail', 'wrong-version'],
    ['each wrong in its way', pairs(['old', 'down']), 'fail', 'wrong-answer'],
  ] as const)('%s', ([, samples, verdict, reason]) => {
    expect(decide(samples, both, both.deadline)).toMatchObject({ kind: 'end', end: { verdict, reason } })
  })

  it('says of each what is wrong', () => {
    expect(decide(pairs(['old', 'silent']), both, both.deadline).because).toBe(
      'at the deadline, a: version at version is "1", expected "2" (answers: 1)',
    )
    expect(decide(pairs(['old', 'old']), both, both.deadline).because).toBe(
      'at the deadline, a: version at version is "1", expected "2" (answers: 1); ' +
        'b: version at version is "1", expected "2" (answers: 1)',
    )
  })

  it('says nothing of the answers of an endpoint that was never probed', () => {
    expect(decide(rounds('good'), both, both.deadline).because).toBe(
      'no 3 good answers in a row before the deadline; a (answers: 2)',
    )
  })

  it('fails where there is no check, which is wrong in no way of its own', () => {
    const unchecked = judge({ endpoint: 'a', at: 0, result: answer('2') }, [])
    expect(decide([unchecked], policy, policy.deadline)).toMatchObject({
      end: { verdict: 'fail', reason: 'wrong-answer' },
    })
  })

  it('names every endpoint that it probes, and one that was not yet probed', () => {
    expect(decide([], both, 0).because).toBe('probing a, b')
    expect(decide(rounds('good'), both, 0).because).toBe('0 of 3 in a row: b: not yet probed')
  })

  it('names the first of those that are equally far, and only the one that is furthest', () => {
    expect(decide(pairs(['old', 'old']), both, 50).because).toMatch(/^0 of 3 in a row: a: /)
    expect(decide(pairs(['old', 'good']), both, 50).because).toMatch(/^0 of 3 in a row: a: /)
  })

  it('names the endpoint that is furthest from its successes', () => {
    expect(decide(pairs(['good', 'old']), both, 50).because).toBe(
      '0 of 3 in a row: b: version at version is "1", expected "2"',
    )
  })
})

describe('decide, whatever comes', () => {
  const kinds = fc.constantFrom<Kind>('good', 'old', 'down', 'busy', 'unready', 'unread', 'silent', 'blocked')
  const world = fc.array(fc.tuple(kinds, fc.constantFrom('a', 'b', 'c')), { maxLength: 40 })

  it('passes only with the successes in a row at every endpoint', () => {
    const endpoints = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'))
    const numbers = fc.record({ successes: fc.integer({ min: -1, max: 5 }), now: fc.integer({ min: 0, max: 20_000 }) })
    fc.assert(
      fc.property(world, endpoints, numbers, (seen, names, { successes, now }) => {
        const samples = seen.map(([kind, endpoint], index) => sample(kind, endpoint, index * 100))
        const decision = decide(samples, { ...policy, endpoints: names, successes }, now)
        const proven = names.map((name) => {
          const own = seen.filter(([, endpoint]) => endpoint === name).slice(-Math.max(1, successes))
          return own.length === Math.max(1, successes) && own.every(([kind]) => kind === 'good')
        })
        const passes = decision.kind === 'end' && decision.end.verdict === 'pass'
        expect(passes).toBe(proven.length > 0 && !proven.includes(false))
      }),
    )
  })

  it('comes to an end by the deadline, however the endpoint answers', () => {
    const config = fc.record({ intervalMs: fc.integer({ min: 0, max: 4000 }), took: fc.integer({ min: 1, max: 3000 }) })
    fc.assert(
      fc.property(fc.infiniteStream(kinds), config, fc.integer(), (answers, { intervalMs, took }, seed) => {
        const end = timeOfEnd(answers, took, { ...policy, intervalMs, seed })
        expect(end).toBeLessThanOrEqual(policy.deadline + 1000)
      }),
      { numRuns: 50 },
    )
  })

  it.for([
    ['deadline', { deadline: Number.NaN }],
    ['successes', { successes: Number.NaN }],
  ] as const)('ends although the %s is not a number', ([, odd]) => {
    expect(decide(rounds('old'), { ...policy, ...odd }, policy.deadline).kind).toBe('end')
  })
})

/** When a run ends in which every probe takes `took` milliseconds, or its timeout. */
function timeOfEnd(answers: fc.Stream<Kind>, took: number, limits: Policy): number {
  const samples: Judged[] = []
  let now = 0
  for (let turns = 0; turns < 100_000; turns++) {
    const decision = decide(samples, limits, now)
    if (decision.kind === 'end') return now
    now += decision.kind === 'wait' ? decision.ms : Math.min(took, decision.command.timeoutMs)
    if (decision.kind === 'act') samples.push(sample(answers.next().value, 'a', now))
  }
  return Number.POSITIVE_INFINITY
}
