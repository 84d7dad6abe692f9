import { describe, expect, it } from 'vitest'
import { decide, type GateReason } from '../src/index.ts'
import {
  basic,
  byHand,
  enhanced,
  found,
  noImage,
  noScan,
  play,
  policy,
  scan,
  start,
  unknown,
  type Course,
  type Story,
} from './story.ts'

const high = found('CVE-1', 'HIGH')
const low = found('CVE-2', 'LOW')

/** One observation after another: each holds until the moment given beside it. */
function course(...steps: readonly (readonly [until: number, ReturnType<Course>])[]): Course {
  return (ms) => steps.find(([until]) => ms < until)?.[1] ?? steps.at(-1)?.[1] ?? noScan
}
const always =
  (observation: ReturnType<Course>): Course =>
  () =>
    observation
const ever = Number.POSITIVE_INFINITY

interface Row {
  readonly name: string
  readonly story: Story
  readonly reason: GateReason
  /** Milliseconds after the push at which it must have ended, exactly. */
  readonly at?: number
  readonly starts?: number
  readonly says?: RegExp
}

const rows: readonly Row[] = [
  // COMPLETE and ACTIVE
  {
    name: 'COMPLETE and empty, with a completion time',
    story: { images: [always(scan('COMPLETE'))] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'ACTIVE and empty, with a completion time',
    story: { mode: enhanced, images: [always(scan('ACTIVE'))] },
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
      images: [course([20_000, scan('COMPLETE', [], false)], [ever, scan('COMPLETE', [high])])],
    },
    reason: 'findings',
    at: 35_000,
  },
  {
    name: 'findings that grow: 1, 73, 97',
    story: {
      mode: enhanced,
      images: [
        course(
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
        course([10_000, scan('ACTIVE', [found('A', 'UNTRIAGED')])], [ever, scan('ACTIVE', [found('A', 'CRITICAL')])]),
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
    story: { images: [course([10_000, scan('COMPLETE')], [20_000, scan('IN_PROGRESS')], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 35_000,
  },
  {
    name: 'COMPLETE that turns to ACTIVE with the same findings goes on settling',
    story: { mode: enhanced, images: [course([10_000, scan('COMPLETE', [low])], [ever, scan('ACTIVE', [low])])] },
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
    story: { images: [course([590_000, scan('IN_PROGRESS')], [ever, scan('COMPLETE')])] },
    reason: 'scan-timeout',
    at: 600_000,
  },
  {
    name: 'throttling in between changes nothing that was seen',
    story: { images: [course([5000, scan('COMPLETE')], [12_000, unknown], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'throttled to the end',
    story: { images: [always(unknown)] },
    reason: 'scan-timeout',
    says: /AWS could not say: throttled/,
  },
  // The threshold
  { name: 'a finding at the threshold', story: { images: [always(scan('COMPLETE', [high]))] }, reason: 'findings' },
  {
    name: 'a finding above the threshold',
    story: { images: [always(scan('COMPLETE', [found('A', 'CRITICAL')]))] },
    reason: 'findings',
  },
  {
    name: 'a finding below the threshold',
    story: { images: [always(scan('COMPLETE', [found('A', 'MEDIUM')]))] },
    reason: 'below-threshold',
  },
  {
    name: 'UNDEFINED below a rated threshold',
    story: { images: [always(scan('COMPLETE', [found('A', 'UNDEFINED')]))] },
    reason: 'below-threshold',
  },
  {
    name: 'UNTRIAGED with fail-on unrated',
    story: { images: [always(scan('ACTIVE', [found('A', 'UNTRIAGED')]))], rules: { failOn: 'unrated' } },
    reason: 'findings',
  },
  {
    name: 'a word nobody knows with fail-on unrated',
    story: { images: [always(scan('ACTIVE', [found('A', 'SEVERE')]))], rules: { failOn: 'unrated' } },
    reason: 'findings',
  },
  {
    name: 'informational with fail-on low',
    story: { images: [always(scan('COMPLETE', [found('A', 'INFORMATIONAL')]))], rules: { failOn: 'low' } },
    reason: 'below-threshold',
  },
  {
    name: 'a finding that a central rule suppressed',
    story: { mode: enhanced, images: [always(scan('ACTIVE', [found('A', 'CRITICAL', { status: 'SUPPRESSED' })]))] },
    reason: 'clean',
  },
  {
    name: 'a finding that Inspector closed',
    story: { mode: enhanced, images: [always(scan('ACTIVE', [found('A', 'CRITICAL', { status: 'CLOSED' })]))] },
    reason: 'clean',
  },
  {
    name: 'the same finding on two pages counts once',
    story: { images: [always(scan('COMPLETE', [high, high]))] },
    reason: 'findings',
    says: /^1 of 1 finding /,
  },
  // The other statuses
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
    story: { images: [course([10_000, scan('PENDING')], [30_000, scan('IN_PROGRESS')], [ever, scan('COMPLETE')])] },
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
    story: { images: [course([55_000, scan('QUEUED')], [ever, scan('HALTED')])] },
    reason: 'unscannable',
    at: 115_000,
    says: /HALTED/,
  },
  {
    name: 'a status that nobody knows, and then a result',
    story: { images: [course([55_000, scan('QUEUED')], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    at: 70_000,
  },
  {
    name: 'a status that nobody knows, of which AWS could not say anything for a while',
    story: { images: [course([10_000, scan('QUEUED')], [70_000, unknown], [ever, scan('QUEUED')])] },
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
    story: { images: [course([90_000, scan('')], [ever, scan('COMPLETE')])] },
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
  // FAILED
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
  // Nothing there yet
  {
    name: 'no scan record, then one',
    story: { images: [course([20_000, noScan], [ever, scan('COMPLETE')])] },
    reason: 'clean',
    starts: 0,
    at: 35_000,
  },
  {
    name: 'no image yet, then a scan',
    story: { images: [course([5000, noImage], [ever, scan('COMPLETE')])] },
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
    story: { mode: byHand, images: [course([20_000, noScan], [ever, scan('COMPLETE')])], startOutcome: 'limited' },
    reason: 'clean',
    starts: 1,
  },
  {
    name: 'by hand: the image is not visible yet',
    story: { mode: byHand, images: [course([20_000, noImage], [ever, noScan])] },
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
  // What is certain from the start
  {
    name: 'enhanced without a matching filter',
    story: { mode: { kind: 'enhanced-unmatched' }, images: [always(noScan)] },
    reason: 'unscannable',
    at: 0,
    says: /no filter of the registry matches.*add a filter/,
  },
  { name: 'nothing in the image to scan', story: { images: [] }, reason: 'unscannable', at: 0, says: /no part/ },
  // Several platforms
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
    story: { images: [always(scan('COMPLETE')), course([40_000, noScan], [ever, scan('COMPLETE')])] },
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
  // Cancelled
  {
    name: 'cancelled while waiting',
    story: { images: [always(scan('PENDING'))], cancelAt: 20_000 },
    reason: 'cancelled',
    at: 20_000,
  },
  {
    name: 'cancelled when it would have passed',
    story: { images: [always(scan('COMPLETE'))], cancelAt: 15_000 },
    reason: 'cancelled',
    at: 15_000,
  },
]

const verdicts: Readonly<Record<GateReason, string>> = {
  clean: 'pass',
  'below-threshold': 'pass',
  findings: 'fail',
  unscannable: 'fail',
  'scan-failed': 'fail',
  'scan-timeout': 'inconclusive',
  cancelled: 'inconclusive',
}

describe('decide', () => {
  it.for(rows.map((row) => [row.name, row.reason, row] as const))(
    '%s: %s',
    ([, reason, { story, at, starts, says }]) => {
      const message = expect.stringMatching(says ?? /./)
      const moment = at === undefined ? {} : { at }
      const asked = starts === undefined ? {} : { starts }
      expect(play(story)).toMatchObject({ end: { reason, verdict: verdicts[reason], message }, ...moment, ...asked })
    },
  )

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

  it('shows what was seen so far when the time is over', () => {
    const { end } = play({ images: [(ms) => scan('ACTIVE', [high, found(`CVE-${ms}`)])] })
    expect(end.breaking.map(({ id }) => id)).toEqual(['CVE-1'])
    expect(end.counts).toMatchObject({ high: 1, low: 1 })
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

  it('has not looked yet at the start', () => {
    const tracks = [{ subject: { digest: 'sha256:0', platform: '' }, retries: 0, ranSinceStart: false }]
    const decision = decide({ mode: basic, tracks, cancelled: false }, policy, start)
    expect(decision).toEqual({ kind: 'wait', ms: 5000, because: 'sha256:0: not looked at yet' })
  })
})

function many(count: number): readonly ReturnType<typeof found>[] {
  return Array.from({ length: count }, (_, i) => found(`CVE-${i}`))
}
