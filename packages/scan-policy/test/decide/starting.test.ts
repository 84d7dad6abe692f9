import { describe, expect, it } from 'vitest'
import { decide } from '../../src/index.ts'
import { always, inTurn, ever, expected, type Row } from './rows.ts'
import { basic, byHand, enhanced, noImage, noScan, policy, scan, start, found, play } from '../story.ts'

const low = found('CVE-2', 'LOW')

const rows: readonly Row[] = [
  {
    name: 'no scan record, then one',
    story: { images: [inTurn([20_000, noScan], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    starts: 0,
    at: 35_000,
  },
  {
    name: 'no image yet, then a scan',
    story: { images: [inTurn([5000, noImage], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    starts: 0,
  },
  {
    name: 'no scan record ever, scanned on push',
    story: { images: [always(noScan)] },
    reason: 'scan-timeout',
    starts: 1,
    says: /a scan was asked for; no record yet/,
  },
  {
    name: 'pushed before scans on push were set: a scan is asked for when none came by itself',
    story: { images: [(_, starts) => (starts > 0 ? scan('COMPLETE') : noScan)] },
    reason: 'clean',
    starts: 1,
    at: 75_000,
  },
  {
    name: 'no scan record ever, enhanced',
    story: { mode: enhanced, images: [always(noScan)] },
    reason: 'scan-timeout',
    starts: 0,
  },
  {
    name: 'by hand: started once, then COMPLETE',
    story: { mode: byHand, images: [(_, starts) => (starts > 0 ? scan('COMPLETE') : noScan)] },
    reason: 'clean',
    starts: 1,
    at: 15_000,
  },
  {
    name: 'by hand: scanned already',
    story: { mode: byHand, images: [always(scan('COMPLETE', [low]))] },
    reason: 'below-threshold',
    starts: 0,
  },
  {
    name: 'by hand: started once, never a record',
    story: { mode: byHand, images: [always(noScan)] },
    reason: 'scan-timeout',
    starts: 1,
  },
  {
    name: 'by hand: scanned within 24 hours, the result is used',
    story: { mode: byHand, images: [inTurn([20_000, noScan], [ever, scan('COMPLETE')])], startOutcome: 'limited' },
    reason: 'clean',
    starts: 1,
  },
  {
    name: 'by hand: the image is not visible yet',
    story: { mode: byHand, images: [inTurn([20_000, noImage], [ever, noScan])] },
    reason: 'scan-timeout',
    starts: 1,
  },
  {
    name: 'by hand: the start does not see the image and is tried each interval',
    story: { mode: byHand, images: [always(noScan)], startOutcome: 'not-yet', policy: { deadline: start + 20_000 } },
    reason: 'scan-timeout',
    starts: 4,
  },
  {
    name: 'by hand: the registry is enhanced by now',
    story: { mode: byHand, images: [always(noScan)], startOutcome: 'disabled' },
    reason: 'unscannable',
    starts: 1,
    at: 0,
  },
  {
    name: 'by hand: not an image that ECR scans',
    story: { mode: byHand, images: [always(noScan)], startOutcome: 'unsupported' },
    reason: 'unscannable',
    at: 0,
  },
  {
    name: 'by hand: archived',
    story: { mode: byHand, images: [always(noScan)], startOutcome: 'archived' },
    reason: 'unscannable',
    at: 0,
  },
  {
    name: 'enhanced without a matching filter',
    story: { mode: { kind: 'enhanced-unmatched' }, images: [always(noScan)] },
    reason: 'unscannable',
    at: 0,
    says: /no filter of the registry matches.*add a filter/,
  },
  { name: 'nothing in the image to scan', story: { images: [] }, reason: 'unscannable', at: 0, says: /no part/ },
]

describe('a scan that is not there yet', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))('%s: %s', ([, , row]) => {
    expect(play(row.story)).toMatchObject(expected(row))
  })

  it('has not looked yet at the start', () => {
    const tracks = [{ subject: { digest: 'sha256:0', platform: '' }, retries: 0, ranSinceStart: false }]
    const decision = decide({ mode: basic, tracks, cancelled: false }, policy, start)
    expect(decision).toEqual({ kind: 'wait', ms: 5000, because: 'sha256:0: not looked at yet' })
  })
})
