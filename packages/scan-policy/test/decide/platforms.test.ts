import { describe, expect, it } from 'vitest'
import { always, inTurn, ever, expected, type Row } from './rows.ts'
import { byHand, found, noScan, play, scan } from '../story.ts'

const high = found('CVE-1', 'HIGH')

const rows: readonly Row[] = [
  {
    name: 'two platforms, both clean',
    story: { images: [always(scan('COMPLETE')), always(scan('COMPLETE'))] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'two platforms, one with a finding',
    story: { images: [always(scan('COMPLETE')), always(scan('COMPLETE', [high]))] },
    reason: 'findings',
  },
  {
    name: 'two platforms, the slower one decides when',
    story: { images: [always(scan('COMPLETE')), inTurn([40_000, noScan], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 55_000,
  },
  {
    name: 'two platforms, one without a verdict',
    story: { images: [always(scan('COMPLETE')), always(scan('PENDING'))] },
    reason: 'scan-timeout',
    says: /^no verdict in time: linux\/1 sha256:1: the scan is PENDING; raise scan-timeout/,
  },
  {
    name: 'two platforms, one unscannable',
    story: { images: [always(scan('PENDING')), always(scan('UNSUPPORTED_IMAGE'))] },
    reason: 'unscannable',
    at: 0,
    says: /linux\/1/,
  },
  {
    name: 'two platforms by hand: both are started',
    story: {
      mode: byHand,
      images: [(_, n) => (n > 1 ? scan('COMPLETE') : noScan), (_, n) => (n > 1 ? scan('COMPLETE') : noScan)],
    },
    reason: 'clean',
    starts: 2,
  },
]

describe('several platforms', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))('%s: %s', ([, , row]) => {
    expect(play(row.story)).toMatchObject(expected(row))
  })

  it('lists what broke the rule, most severe first, with the platform it is in', () => {
    const { end } = play({
      images: [always(scan('COMPLETE', [high])), always(scan('COMPLETE', [found('A', 'CRITICAL')]))],
    })
    expect(end.breaking.map(({ id, subject }) => [id, subject.platform])).toEqual([
      ['A', 'linux/1'],
      ['CVE-1', 'linux/0'],
    ])
  })
})
