import { describe, expect, it } from 'vitest'
import { decide, newTrack, type GateEnd, type GateState, type OtherReport } from '../src/index.ts'
import { cve } from './judged.ts'
import { byHand, enhanced, found, noScan, play, policy, scan, start, type Story } from './story.ts'

const scratch = (): ReturnType<typeof scan> => scan('UNSUPPORTED_IMAGE')
const slow = (): ReturnType<typeof scan> => scan('PENDING')
const clean = (): ReturnType<typeof scan> => scan('COMPLETE')
const bad = (): ReturnType<typeof scan> => scan('COMPLETE', [found('CVE-1', 'HIGH')])

type Outcome = Pick<GateEnd, 'verdict' | 'reason' | 'accepted'>
const pass: Outcome = { verdict: 'pass', reason: 'clean', accepted: true }
const findings: Outcome = { verdict: 'fail', reason: 'findings', accepted: false }
const accepted = (reason: GateEnd['reason']): Outcome => ({ verdict: 'inconclusive', reason, accepted: true })

describe('on-unscannable and on-inconclusive', () => {
  it.for<[string, Story, Outcome]>([
    ['fail: refused', { images: [scratch] }, { verdict: 'fail', reason: 'unscannable', accepted: false }],
    [
      'warn: accepted, which is no pass',
      { images: [scratch], policy: { onUnscannable: 'warn' } },
      accepted('unscannable'),
    ],
    [
      'pass: accepted, which is no pass',
      { images: [scratch], policy: { onUnscannable: 'pass' } },
      accepted('unscannable'),
    ],
    [
      'warn: the other platform is still waited for',
      { images: [scratch, clean], policy: { onUnscannable: 'warn' } },
      accepted('unscannable'),
    ],
    ['warn: the other platform fails', { images: [scratch, bad], policy: { onUnscannable: 'warn' } }, findings],
    [
      'warn: what was seen of it all the same fails',
      {
        mode: enhanced,
        images: [() => scan('FINDINGS_UNAVAILABLE', [found('CVE-1', 'CRITICAL')])],
        policy: { onUnscannable: 'warn' },
      },
      findings,
    ],
    [
      'warn: the other platform never gets a verdict',
      { images: [scratch, slow], policy: { onUnscannable: 'warn' } },
      { verdict: 'inconclusive', reason: 'scan-timeout', accepted: false },
    ],
    [
      'both: nothing gets a verdict',
      { images: [scratch, slow], policy: { onUnscannable: 'warn', onInconclusive: 'warn' } },
      accepted('scan-timeout'),
    ],
    [
      'warn: an image without a part to scan',
      { images: [], policy: { onUnscannable: 'warn' } },
      accepted('unscannable'),
    ],
    [
      'warn is not for a repository that is not set up to be scanned',
      {
        mode: { kind: 'enhanced-unmatched' },
        images: [() => noScan],
        policy: { onUnscannable: 'pass', onInconclusive: 'warn' },
      },
      { verdict: 'fail', reason: 'unscannable', accepted: false },
    ],
    [
      'warn is not for a scan that failed',
      { images: [() => scan('FAILED')], policy: { onUnscannable: 'pass', onInconclusive: 'warn' } },
      { verdict: 'fail', reason: 'scan-failed', accepted: false },
    ],
    [
      'warn: a status that nobody knows and that does not change',
      { images: [() => scan('QUARANTINED')], policy: { onUnscannable: 'warn' } },
      accepted('unscannable'),
    ],
    [
      'warn at the deadline is not for a status that nobody knows',
      { images: [() => scan('QUARANTINED')], policy: { onInconclusive: 'warn' } },
      { verdict: 'fail', reason: 'unscannable', accepted: false },
    ],
    ['fail: the deadline', { images: [slow] }, { verdict: 'inconclusive', reason: 'scan-timeout', accepted: false }],
    ['warn: the deadline', { images: [slow], policy: { onInconclusive: 'warn' } }, accepted('scan-timeout')],
    [
      'warn: the deadline, and what was seen fails',
      { images: [slow, bad], policy: { onInconclusive: 'warn' } },
      findings,
    ],
    [
      'warn: the deadline, and what was seen fails though it may still change',
      {
        images: [(ms) => scan('ACTIVE', [found('CVE-1', 'HIGH'), found(`CVE-${ms}`)])],
        policy: { onInconclusive: 'warn' },
      },
      findings,
    ],
    [
      'warn is not for a run that was cancelled',
      { images: [slow], policy: { onInconclusive: 'warn', onUnscannable: 'pass' }, cancelAt: 10_000 },
      { verdict: 'inconclusive', reason: 'cancelled', accepted: false },
    ],
    [
      'a settled image needs no acceptance',
      { images: [clean], policy: { onInconclusive: 'warn', onUnscannable: 'warn' } },
      pass,
    ],
    [
      'by hand: a start that is refused is unscannable too',
      { mode: byHand, images: [() => noScan], startOutcome: 'unsupported', policy: { onUnscannable: 'warn' } },
      accepted('unscannable'),
    ],
  ])('%s', ([, story, outcome]) => {
    expect(play(story).end).toMatchObject(outcome)
  })

  it.for<[string, Story, RegExp]>([
    [
      'refused',
      { images: [scratch] },
      /^cannot be scanned: .*FROM scratch.*; to go on without a scan set on-unscannable: warn/,
    ],
    ['accepted', { images: [scratch], policy: { onUnscannable: 'warn' } }, /accepted by on-unscannable: warn$/],
    ['late', { images: [slow] }, /raise scan-timeout/],
    ['late and accepted', { images: [slow], policy: { onInconclusive: 'warn' } }, /accepted by on-inconclusive: warn$/],
    [
      'found, besides',
      { images: [slow, bad], policy: { onInconclusive: 'warn' } },
      /^1 of 1 finding .*; besides, no verdict in time: linux\/0/,
    ],
  ])('say so: %s', ([, story, says]) => {
    expect(play(story).end.message).toMatch(says)
  })

  it('keep unused ignores to themselves while not everything was seen', () => {
    const ignores = [{ id: 'CVE-2020-1', reason: 'x', line: 1 }]
    expect(play({ images: [slow], rules: { ignores } }).end.ignoreNotes).toEqual([])
    expect(play({ images: [clean], rules: { ignores } }).end.ignoreNotes).toHaveLength(1)
  })
})

describe('reports of other scanners', () => {
  const trivy: OtherReport = { name: 'trivy.json', findings: [cve(1)] }
  const nothing: OtherReport = { name: 'grype.json', findings: [] }
  const tracks = [newTrack({ digest: 'sha256:0', platform: 'linux/amd64' })]

  function end(state: Partial<GateState>, own: Partial<typeof policy> = {}): GateEnd | undefined {
    const decision = decide(
      { mode: { kind: 'none' }, tracks, cancelled: false, ...state },
      { ...policy, ...own },
      start,
    )
    return decision.kind === 'end' ? decision.end : undefined
  }

  it.for<[string, Partial<GateState>, Outcome]>([
    ['fail alone', { reports: [trivy] }, findings],
    ['pass alone', { reports: [nothing] }, pass],
    ['fail together', { reports: [nothing, trivy] }, findings],
    ['none at all is nothing judged', {}, { verdict: 'fail', reason: 'unscannable', accepted: false }],
    ['of an image whose parts are not known', { tracks: [], reports: [trivy] }, findings],
    [
      'of no use when cancelled',
      { reports: [nothing], cancelled: true },
      { verdict: 'inconclusive', reason: 'cancelled', accepted: false },
    ],
  ])('scanner none: %s', ([, state, outcome]) => {
    expect(end(state)).toMatchObject(outcome)
  })

  const both = [...tracks, newTrack({ digest: 'sha256:1', platform: 'linux/arm64/v8' })]
  const unscannable: Outcome = { verdict: 'fail', reason: 'unscannable', accepted: false }

  it.for<[string, Partial<GateState>, Outcome]>([
    ['one platform of two', { reports: [{ ...nothing, platform: 'linux/amd64' }] }, unscannable],
    ['one platform of two, by its digest', { reports: [{ ...nothing, digest: 'sha256:1' }] }, unscannable],
    ['a platform that the image has not', { reports: [{ ...nothing, platform: 'windows/amd64' }] }, unscannable],
    [
      'both, a report each',
      {
        reports: [
          { ...nothing, platform: 'linux/amd64' },
          { ...nothing, platform: 'linux/arm64' },
        ],
      },
      pass,
    ],
    ['no platform that it names', { reports: [nothing] }, pass],
    [
      'two of the same platform, which it does not tell apart',
      {
        tracks: ['sha256:0', 'sha256:1'].map((digest) => newTrack({ digest, platform: 'windows/amd64' })),
        reports: [{ ...nothing, platform: 'windows/amd64' }],
      },
      pass,
    ],
    ['nothing, by its own word', { reports: [{ ...nothing, blind: true }] }, unscannable],
    ['nothing, by its own word, beside one that looked', { reports: [{ ...nothing, blind: true }, nothing] }, pass],
    [
      'nothing, of an image whose parts are not known',
      { tracks: [], reports: [{ ...nothing, blind: true }] },
      unscannable,
    ],
  ])('scanner none, and a report is about %s', ([, state, outcome]) => {
    expect(end({ tracks: both, ...state })).toMatchObject(outcome)
  })

  it('that leave a platform out name it, and can be accepted', () => {
    const reports = [{ ...nothing, platform: 'linux/amd64' }]
    expect(end({ tracks: both, reports })?.message).toMatch(/^no report is about linux\/arm64\/v8 sha256:1/)
    expect(end({ tracks: both, reports }, { onUnscannable: 'warn' })).toMatchObject(accepted('unscannable'))
  })

  it('are in the image that they are about, the only one', () => {
    expect(end({ reports: [trivy] })?.breaking[0]?.subject.platform).toBe('linux/amd64')
  })

  it('that are none can be accepted by on-unscannable', () => {
    expect(end({}, { onUnscannable: 'warn' })).toMatchObject(accepted('unscannable'))
  })

  it("do not stand in for the registry's own scan", () => {
    expect(end({ mode: enhanced, reports: [nothing] })).toBeUndefined()
  })

  it('fail an image that the registry cannot scan and that is accepted', () => {
    expect(end({ mode: enhanced, tracks: [], reports: [trivy] }, { onUnscannable: 'warn' })).toMatchObject(findings)
    expect(end({ mode: enhanced, tracks: [], reports: [nothing] }, { onUnscannable: 'warn' })).toMatchObject(
      accepted('unscannable'),
    )
  })
})
