import { describe, expect, it } from 'vitest'
import { always, inTurn, ever, expected, type Row } from './rows.ts'
import { enhanced, found, play, scan, unknown } from '../story.ts'

const high = found('CVE-1', 'HIGH')
const low = found('CVE-2', 'LOW')

const rows: readonly Row[] = [
  {
    name: 'COMPLETE and empty, with a completion time',
    story: { images: [always(scan('COMPLETE'))] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'COMPLETE and empty, without a completion time: a longer quiet time',
    story: { mode: enhanced, images: [always(scan('COMPLETE', [], false))] },
    reason: 'clean',
    at: 60_000,
  },
  {
    name: 'empty and then full: the race of enhanced scanning',
    story: {
      mode: enhanced,
      images: [inTurn([20_000, scan('COMPLETE', [], false)], [ever, scan('COMPLETE', [high])])],
    },
    reason: 'findings',
    at: 35_000,
  },
  {
    name: 'findings that grow: 1, 73, 97',
    story: {
      mode: enhanced,
      images: [
        inTurn(
          [15_000, scan('ACTIVE', many(1))],
          [30_000, scan('ACTIVE', many(73))],
          [ever, scan('ACTIVE', [...many(96), found('CVE-late', 'CRITICAL')])],
        ),
      ],
    },
    reason: 'findings',
    at: 45_000,
    says: /^1 of 97 findings \(1 critical, 96 low\) breaks the rules: CVE-late: critical \(fail-on: high\)$/,
  },
  {
    name: 'findings that are rated later',
    story: {
      mode: enhanced,
      images: [
        inTurn([10_000, scan('ACTIVE', [found('A', 'UNTRIAGED')])], [ever, scan('ACTIVE', [found('A', 'CRITICAL')])]),
      ],
    },
    reason: 'findings',
    at: 25_000,
  },
  {
    name: 'findings in another order are the same findings',
    story: { images: [(ms) => scan('COMPLETE', ms % 10_000 === 0 ? [low, high] : [high, low])] },
    reason: 'findings',
    at: 15_000,
  },
  {
    name: 'findings that never stop changing',
    story: { images: [(ms) => scan('ACTIVE', [found(`CVE-${ms}`)])] },
    reason: 'scan-timeout',
    at: 600_000,
    says: /waiting to see whether more arrive/,
  },
  {
    name: 'COMPLETE that turns to IN_PROGRESS begins to settle anew',
    story: { images: [inTurn([10_000, scan('COMPLETE')], [20_000, scan('IN_PROGRESS')], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 35_000,
  },
  {
    name: 'COMPLETE that turns to ACTIVE with the same findings goes on settling',
    story: { mode: enhanced, images: [inTurn([10_000, scan('COMPLETE', [low])], [ever, scan('ACTIVE', [low])])] },
    reason: 'below-threshold',
    at: 15_000,
  },
  {
    name: 'a settle time of nothing still takes two looks',
    story: { images: [always(scan('COMPLETE'))], policy: { settle: 0, quiet: 0 } },
    reason: 'clean',
    at: 5000,
  },
  {
    name: 'a settle time longer than the timeout',
    story: { images: [always(scan('COMPLETE'))], policy: { settle: 900_000 } },
    reason: 'scan-timeout',
    at: 600_000,
  },
  {
    name: 'findings that appear just before the deadline are not believed',
    story: { images: [inTurn([590_000, scan('IN_PROGRESS')], [ever, scan('COMPLETE')])] },
    reason: 'scan-timeout',
    at: 600_000,
  },
  {
    name: 'throttling in between changes nothing that was seen',
    story: { images: [inTurn([5000, scan('COMPLETE')], [12_000, unknown], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'throttled to the end',
    story: { images: [always(unknown)] },
    reason: 'scan-timeout',
    says: /AWS could not say: throttled/,
  },
]

describe('findings are believed once they stay as they are', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))('%s: %s', ([, , row]) => {
    expect(play(row.story)).toMatchObject(expected(row))
  })

  it('shows what was seen so far when the time is over', () => {
    const { end } = play({ images: [(ms) => scan('ACTIVE', [high, found(`CVE-${ms}`)])] })
    expect(end.breaking.map(({ id }) => id)).toEqual(['CVE-1'])
    expect(end.counts).toMatchObject({ high: 1, low: 1 })
  })
})

function many(count: number): readonly ReturnType<typeof found>[] {
  return Array.from({ length: count }, (_, i) => found(`CVE-${i}`))
}
