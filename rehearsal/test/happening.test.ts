import { describe, expect, it } from 'vitest'
import { badAnswers } from '../src/evidence/bad-answers.ts'
import { findings, whatHappened, type Happening } from '../src/evidence/happening.ts'
import type { Evidence } from '../src/evidence/evidence.ts'
import { percentages } from '../src/evidence/spread.ts'
import * as seen from './evidence.ts'

const { answers, before, candidate, spread } = seen

const told: readonly (readonly [Exclude<Happening, 'unclear'>, Evidence])[] = [
  ['released', seen.released],
  ['refused-at-the-gate', seen.refusedAtTheGate],
  ['refused-on-test', seen.refusedOnTest],
  ['crashed', seen.crashed],
  ['rolled-back-in-production', seen.rolledBackInProduction],
  ['restored', seen.restored],
  ['nothing', seen.quiet],
]

describe('whatHappened', () => {
  it.for(told)('%s is told from the evidence', ([happening, evidence]) => {
    expect(whatHappened(evidence)).toBe(happening)
  })

  it('half the load is enough where no more could be on its way', () => {
    expect(whatHappened({ ...seen.quiet, samples: answers(before, 0, 500), heldBack: 500 })).toBe('nothing')
  })

  it.for(told)('%s is what no other evidence shows', ([happening]) => {
    const others = told.filter(([name]) => name !== happening)
    const mistaken = others.filter(([, evidence]) => findings(happening, evidence).every((one) => one.holds))
    expect(mistaken.map(([name]) => name)).toEqual([])
  })

  it.for<readonly [string, Evidence]>([
    [
      'a release that lost one request',
      { ...seen.released, samples: [...answers(before, 0, 1, 502), ...seen.released.samples] },
    ],
    [
      'a release that was tagged before production moved',
      { ...seen.released, gitTags: [{ at: 10, tag: 'v1.1.0', sha: candidate }] },
    ],
    [
      'a release whose image was promoted to production first',
      { ...seen.released, test: [spread(0, before), spread(6000, candidate)] },
    ],
    ['a release with an old task still running', { ...seen.released, running: [candidate, before] }],
    [
      'a release that nobody asked while it moved',
      { ...seen.released, samples: seen.released.samples.map((one) => ({ ...one, ms: 1 })) },
    ],
    [
      'a release whose service deployment was rolled back',
      { ...seen.released, deployments: seen.refusedOnTest.deployments },
    ],
    ['a refusal whose image has a release tag', { ...seen.refusedAtTheGate, imageTags: seen.released.imageTags }],
    [
      'a broken release that one user saw',
      { ...seen.refusedOnTest, samples: [...answers(candidate, 0, 1), ...seen.quiet.samples] },
    ],
    [
      'a broken release that was tagged in git',
      { ...seen.refusedOnTest, gitTags: [{ at: 9000, tag: 'v1.1.0', sha: candidate }] },
    ],
    ['a late failure without an alarm', { ...seen.rolledBackInProduction, alarms: [] }],
    [
      'tasks that were told to stop',
      {
        ...seen.crashed,
        stopped: seen.crashed.stopped.map((one) => ({ ...one, stopCode: 'ServiceSchedulerInitiated' })),
      },
    ],
    ['a rollback to where it was', { ...seen.restored, running: [before], samples: seen.quiet.samples }],
    ['nothing, under half the load', { ...seen.quiet, samples: answers(before, 0, 500) }],
    [
      'nothing, under half the load, of which little was held back',
      { ...seen.quiet, samples: answers(before, 0, 500), heldBack: 400 },
    ],
    ['nothing, under no load', { ...seen.quiet, samples: [] }],
    ['nothing, but a weight was written', { ...seen.quiet, writes: ['ModifyRule'] }],
  ])('%s is unclear', ([, evidence]) => {
    expect(whatHappened(evidence)).toBe('unclear')
  })

  it('names the claims that do not hold', () => {
    const missing = findings('released', { ...seen.released, imageTags: [] }).filter((one) => !one.holds)
    expect(missing.map((one) => one.text)).toEqual(['the image has its release tag'])
  })
})

describe('badAnswers', () => {
  it('runs from the first request that failed to the end of the last one', () => {
    const samples = [...answers(before, 0, 10), ...answers(candidate, 1000, 3, 500), ...answers(candidate, 2000, 1, 0)]
    expect(badAnswers(samples)).toEqual({ count: 4, first: 1000, last: 2025, ms: 1025 })
  })

  it('is nothing when nothing failed', () => {
    expect(badAnswers(answers(before, 0, 10))).toBeUndefined()
  })
})

describe('percentages', () => {
  it.for<readonly [string, Record<string, number>, [string, number][]]>([
    ['all to one', { blue: 1, green: 0 }, [['blue', 100]]],
    [
      'weights that are no percentages',
      { blue: 3, green: 1 },
      [
        ['blue', 75],
        ['green', 25],
      ],
    ],
    ['no weight at all', { blue: 0, green: 0 }, []],
  ])('%s', ([, weights, percent]) => {
    const list = Object.entries(weights).map(([targetGroupArn, weight]) => ({ targetGroupArn, weight }))
    expect([...percentages(list, (name) => name)]).toEqual(percent)
  })
})
