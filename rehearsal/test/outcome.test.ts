import type { TimedEvent } from '@slipway/local-cloud'
import { describe, expect, it } from 'vitest'
import { begunWith } from '../src/evidence/begun-with.ts'
import { outcomes, tooBusy, type Ended } from '../src/evidence/outcome.ts'
import { conclude } from '../src/report/conclusion.ts'
import { page } from '../src/report/page.ts'
import { table } from '../src/terminal/table.ts'
import { answers, before } from './evidence.ts'
import { sampleReport } from './sample-report.ts'

const quiet = { worstMs: 40, share: 0.01 }
const stalled = { worstMs: 2200, share: 0.1 }

const good: Ended = { name: 'good', title: 'Good release', needs: [], ok: true, begunWith: [], late: quiet }
const red: Ended = { ...good, ok: false }
const second: Ended = { ...red, name: 'second', title: 'Second release', needs: ['good'] }

describe('the outcome of a scenario', () => {
  it.for<readonly [name: string, scenarios: readonly Ended[], expected: readonly string[]]>([
    ['that ended as expected', [good], ['as-expected']],
    ['that ended as expected on a machine that was too busy', [{ ...good, late: stalled }], ['as-expected']],
    ['that did not', [red], ['not-as-expected']],
    ['that did not while the cloud stood still', [{ ...red, late: stalled }], ['too-busy']],
    ['that did not while the cloud was late all along', [{ ...red, late: { worstMs: 300, share: 0.4 } }], ['too-busy']],
    ['that needs one that is red', [red, second], ['not-as-expected', 'not-played-as-written']],
    [
      'that needs one that the machine made red',
      [{ ...red, late: stalled }, second],
      ['too-busy', 'not-played-as-written'],
    ],
    ['that needs one that is good', [good, second], ['as-expected', 'not-as-expected']],
    [
      'that needs one that is red and is good itself',
      [red, { ...second, ok: true }],
      ['not-as-expected', 'as-expected'],
    ],
    [
      'that needs nothing, after one that is red',
      [red, { ...red, name: 'other' }],
      ['not-as-expected', 'not-as-expected'],
    ],
    [
      'that found a service that an earlier one had left moving',
      [red, { ...red, name: 'other', begunWith: ['a service deployment was still under way'] }],
      ['not-as-expected', 'not-played-as-written'],
    ],
    [
      'that found one moving, though all before it were good',
      [good, { ...red, name: 'other', begunWith: ['requests failed already'] }],
      ['as-expected', 'not-as-expected'],
    ],
  ])('%s', ([, scenarios, expected]) => {
    expect(outcomes(scenarios).map(({ outcome }) => outcome)).toEqual(expected)
  })

  it('is told with its reason, which names the machine or the earlier scenario', () => {
    const moving = {
      ...red,
      name: 'other',
      begunWith: ['a service deployment was still under way', 'requests failed already'],
    }
    expect(outcomes([{ ...red, late: stalled }, second, moving]).map(({ why }) => why)).toEqual([
      'This machine was too busy: the local cloud was up to 2.2 s late, for 10 % of the time. That says nothing about the release; try again when it has less to do.',
      'It was not played as written: it needs "Good release" to end as expected.',
      'It was not played as written: after "Second release", a service deployment was still under way, and requests failed already when it began.',
    ])
  })
})

it.for([
  [999, 0.24, false],
  [1000, 0, true],
  [0, 0.25, true],
] as const)('a cloud that is %f ms late, and so for %f of the time: too busy is %s', ([worstMs, share, expected]) => {
  expect(tooBusy({ worstMs, share }) !== undefined).toBe(expected)
})

describe('the whole rehearsal', () => {
  const all = { outcomes: ['as-expected', 'as-expected'], wanted: 2, trouble: [], tooBusy: '' } as const
  it.for([
    ['all as expected', all, 'pass'],
    ['one short', { ...all, wanted: 3 }, 'fail'],
    ['trouble beside it', { ...all, trouble: ['a strange call'] }, 'fail'],
    ['one red', { ...all, outcomes: ['as-expected', 'not-as-expected'] }, 'fail'],
    ['one red and one too busy', { ...all, outcomes: ['too-busy', 'not-as-expected'] }, 'fail'],
    ['one too busy', { ...all, outcomes: ['as-expected', 'too-busy'] }, 'inconclusive'],
    ['one too busy and what follows', { ...all, outcomes: ['too-busy', 'not-played-as-written'] }, 'inconclusive'],
    ['ended early by the machine', { ...all, wanted: 3, tooBusy: 'This machine was too busy' }, 'inconclusive'],
    ['ended early by the machine, with a strange call', { ...all, trouble: ['x'], tooBusy: 'y' }, 'fail'],
  ] as const)('%s', ([, concluded, expected]) => {
    expect(conclude(concluded)).toBe(expected)
  })
})

describe('what a scenario began with', () => {
  const moves = (at: number, status: string): TimedEvent => ({
    at,
    kind: 'deployment',
    service: 'app',
    serviceDeploymentArn: 'deployment/1',
    status,
  })
  it.for<readonly [name: string, events: readonly TimedEvent[], expected: readonly string[]]>([
    ['a service at rest', [moves(10, 'IN_PROGRESS'), moves(90, 'SUCCESSFUL')], []],
    [
      'a deployment that ended only later',
      [moves(10, 'IN_PROGRESS'), moves(110, 'SUCCESSFUL')],
      ['a service deployment was still under way'],
    ],
    ['a deployment that began later', [moves(110, 'IN_PROGRESS')], []],
  ])('%s', ([, events, expected]) => {
    expect(begunWith(events, [], 100)).toEqual(expected)
  })

  it.for([
    ['answers that failed long before', [...answers(before, 0, 5, 500), ...answers(before, 100, 20)], []],
    [
      'newest answers that failed',
      [...answers(before, 0, 20), ...answers(before, 250, 1, 500)],
      ['requests failed already'],
    ],
    ['answers that fail later', [...answers(before, 0, 20), ...answers(before, 500, 5, 500)], []],
  ] as const)('%s', ([, samples, expected]) => {
    expect(begunWith([], samples, 400)).toEqual(expected)
  })
})

describe('a report of a machine that was too busy', () => {
  const busy = sampleReport((one) =>
    one.name === 'good-release'
      ? { ...one, said: { verdict: 'fail', reason: 'timeout' }, evidence: { ...one.evidence, late: stalled } }
      : one.name === 'manual-rollback'
        ? { ...one, said: { verdict: 'fail', reason: 'nothing-to-restore' } }
        : one,
  )

  it('blames no release in the table', () => {
    expect(table(busy, false)).toMatch(/^\? {2}Good release/m)
    expect(table(busy, false)).toMatch(/^\? {2}Manual rollback/m)
    expect(table(busy, false)).not.toContain('✗')
    expect(busy).toMatchObject({ ok: false, conclusion: 'inconclusive' })
  })

  it('says why on the page', () => {
    expect(page(busy)).toContain('Inconclusive: this machine was too busy')
    expect(page(busy)).toContain('inconclusive: this machine was too busy')
    expect(page(busy)).toContain('was up to 2.2 s late, for 10 % of the time')
    expect(page(busy)).toMatch(/it needs \S+Good release\S+ to end as expected/)
  })
})
