import { describe, expect, it } from 'vitest'
import { always, inTurn, ever, expected, type Row } from './rows.ts'
import { enhanced, scan, unknown, play } from '../story.ts'

const rows: readonly Row[] = [
  {
    name: 'ACTIVE and empty, with a completion time',
    story: { mode: enhanced, images: [always(scan('ACTIVE'))] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'PENDING for good',
    story: { images: [always(scan('PENDING'))] },
    reason: 'scan-timeout',
    at: 600_000,
    says: /the scan is PENDING/,
  },
  {
    name: 'IN_PROGRESS for good',
    story: { images: [always(scan('IN_PROGRESS'))] },
    reason: 'scan-timeout',
    at: 600_000,
  },
  {
    name: 'PENDING, IN_PROGRESS, COMPLETE',
    story: { images: [inTurn([10_000, scan('PENDING')], [30_000, scan('IN_PROGRESS')], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 45_000,
  },
  {
    name: 'UNSUPPORTED_IMAGE',
    story: { images: [always(scan('UNSUPPORTED_IMAGE'))] },
    reason: 'unscannable',
    at: 0,
    says: /UNSUPPORTED_IMAGE/,
  },
  {
    name: 'FINDINGS_UNAVAILABLE',
    story: { images: [always(scan('FINDINGS_UNAVAILABLE'))] },
    reason: 'unscannable',
    at: 0,
  },
  { name: 'LIMIT_EXCEEDED', story: { images: [always(scan('LIMIT_EXCEEDED'))] }, reason: 'unscannable', at: 0 },
  {
    name: 'SCAN_ELIGIBILITY_EXPIRED: not watched is not clean',
    story: { images: [always(scan('SCAN_ELIGIBILITY_EXPIRED'))] },
    reason: 'unscannable',
    at: 0,
  },
  { name: 'IMAGE_ARCHIVED', story: { images: [always(scan('IMAGE_ARCHIVED'))] }, reason: 'unscannable', at: 0 },
  {
    name: 'a status that nobody knows and that does not change: what cannot be scanned, once it stayed as it is',
    story: { images: [always(scan('QUARANTINED'))] },
    reason: 'unscannable',
    at: 60_000,
    says: /QUARANTINED: .*does not know this status.*60 s.*on-unscannable/,
  },
  {
    name: 'a status that nobody knows, for settle where that is longer',
    story: { images: [always(scan('QUARANTINED'))], policy: { settle: 90_000 } },
    reason: 'unscannable',
    at: 90_000,
  },
  {
    name: 'a status that nobody knows, and then another: each for its own time',
    story: { images: [inTurn([55_000, scan('QUEUED')], [ever, scan('HALTED')])] },
    reason: 'unscannable',
    at: 115_000,
    says: /HALTED/,
  },
  {
    name: 'a status that nobody knows, and then a result',
    story: { images: [inTurn([55_000, scan('QUEUED')], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 70_000,
  },
  {
    name: 'a status that nobody knows, of which AWS could not say anything for a while',
    story: { images: [inTurn([10_000, scan('QUEUED')], [70_000, unknown], [ever, scan('QUEUED')])] },
    reason: 'unscannable',
    at: 70_000,
  },
  {
    name: 'a status that nobody knows, with no time to wait: it still takes two looks',
    story: { images: [always(scan('QUARANTINED'))], policy: { settle: 0, quiet: 0 } },
    reason: 'unscannable',
    at: 5000,
  },
  {
    name: 'an answer without a status is not a status that nobody knows',
    story: { images: [inTurn([90_000, scan('')], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 105_000,
  },
  {
    name: 'no answer has a status',
    story: { images: [always(scan(''))] },
    reason: 'scan-timeout',
    says: /ECR gives no status of the scan/,
  },
  {
    name: 'an image that is too large for the scanner',
    story: { images: [always(scan('IMAGE_SIZE_EXCEEDED'))] },
    reason: 'unscannable',
    at: 0,
    says: /IMAGE_SIZE_EXCEEDED.*smaller/,
  },
  {
    name: 'FAILED, asked once more, FAILED again',
    story: { images: [always(scan('FAILED'))] },
    reason: 'scan-failed',
    starts: 1,
    at: 15_000,
    says: /twice/,
  },
  {
    name: 'FAILED, asked once more, ran and FAILED again',
    story: { images: [(ms, starts) => scan(starts > 0 && ms < 10_000 ? 'IN_PROGRESS' : 'FAILED')] },
    reason: 'scan-failed',
    starts: 1,
    at: 10_000,
  },
  {
    name: 'FAILED, asked once more, COMPLETE',
    story: { images: [(ms, starts) => (starts > 0 && ms >= 10_000 ? scan('COMPLETE') : scan('FAILED'))] },
    reason: 'clean',
    starts: 1,
    at: 25_000,
  },
  {
    name: 'FAILED, and no second scan within 24 hours',
    story: { images: [always(scan('FAILED'))], startOutcome: 'limited' },
    reason: 'scan-failed',
    starts: 1,
    at: 0,
    says: /24 hours/,
  },
  {
    name: 'FAILED with enhanced scanning, which cannot be asked',
    story: { mode: enhanced, images: [always(scan('FAILED'))] },
    reason: 'scan-failed',
    starts: 0,
    at: 0,
  },
]

describe('a status of the scan', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))('%s: %s', ([, , row]) => {
    expect(play(row.story)).toMatchObject(expected(row))
  })

  it('has a row for each of the ten statuses', () => {
    const names = rows.map(({ name }) => name).join(' ')
    for (const status of [
      'IN_PROGRESS',
      'COMPLETE',
      'FAILED',
      'UNSUPPORTED_IMAGE',
      'ACTIVE',
      'PENDING',
      'SCAN_ELIGIBILITY_EXPIRED',
      'FINDINGS_UNAVAILABLE',
      'LIMIT_EXCEEDED',
      'IMAGE_ARCHIVED',
    ]) {
      expect(names).toContain(status)
    }
  })
})
