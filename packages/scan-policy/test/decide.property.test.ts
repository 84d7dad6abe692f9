import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint, severities, type Coverage, type ScanObservation, type StartOutcome } from '../src/index.ts'
import {
  basic,
  byHand,
  enhanced,
  found,
  noImage,
  noScan,
  play,
  policy,
  unknown,
  type Observed,
  type Story,
} from './story.ts'

const statuses = [
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
  'NEW_ONE',
]
const words = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'UNTRIAGED', '']

const findings = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...words)), { maxLength: 4 })
const reasons = ['SUCCESSFUL', 'SUCCESSFUL', 'PENDING_INITIAL_SCAN', 'SCAN_IN_PROGRESS', 'NEW']

function scanOf(status: fc.Arbitrary<string>, reason: fc.Arbitrary<string>): fc.Arbitrary<ScanObservation> {
  const coverage: fc.Arbitrary<Coverage> = fc.record(
    { status: fc.constantFrom('ACTIVE', 'INACTIVE'), reason, lastScannedAt: fc.constantFrom(0, 1, 2) },
    { requiredKeys: ['status', 'reason'] },
  )
  const more = fc.record({ coverage, imagePushedAt: fc.constantFrom(1, 2) }, { requiredKeys: [] })
  return fc.record({ status, findings, done: fc.boolean(), more }).map(({ status, findings, done, more }) => ({
    kind: 'scan',
    status,
    description: '',
    findings: findings.map(([id, severity]) => found(`CVE-${id}`, severity)),
    ...(done ? { completedAt: 1 } : {}),
    ...more,
  }))
}

/** Observations in turn, each for a while; the last for good. */
function observedOf(observation: fc.Arbitrary<ScanObservation>): fc.Arbitrary<Observed> {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 200_000 }), observation), { minLength: 1, maxLength: 6 })
  return steps.map((steps) => (ms: number) => {
    let until = 0
    return steps.find(([length]) => ms < (until += length))?.[1] ?? steps.at(-1)?.[1] ?? noScan
  })
}

const nothing = fc.constantFrom<ScanObservation>(noScan, noImage, unknown)
const observed = observedOf(
  fc.oneof(
    { weight: 1, arbitrary: nothing },
    {
      weight: 4,
      arbitrary: scanOf(
        fc.constantFrom(...statuses, 'COMPLETE', 'ACTIVE'),
        fc.constantFrom(...reasons, 'UNSUPPORTED_OS'),
      ),
    },
  ),
)
/** One that may well end in a pass. */
const calm = observedOf(
  fc.oneof(
    { weight: 1, arbitrary: nothing },
    {
      weight: 9,
      arbitrary: scanOf(fc.constantFrom('COMPLETE', 'ACTIVE', 'ACTIVE', 'PENDING'), fc.constantFrom(...reasons)),
    },
  ),
)
const outcomes: readonly StartOutcome[] = ['started', 'limited', 'disabled', 'unsupported', 'archived', 'not-yet']
const settings = {
  mode: fc.constantFrom(basic, byHand, enhanced),
  startOutcome: fc.constantFrom(...outcomes),
  policy: fc.record({
    interval: fc.integer({ min: 1000, max: 60_000 }),
    settle: fc.integer({ min: 0, max: 100_000 }),
    quiet: fc.integer({ min: 0, max: 200_000 }),
    onUnscannable: fc.constantFrom('fail', 'warn', 'pass'),
    onInconclusive: fc.constantFrom('fail', 'warn'),
  }),
}
const story: fc.Arbitrary<Story> = fc.record({
  ...settings,
  images: fc.array(observed, { minLength: 1, maxLength: 3 }),
  rules: fc.record({ failOn: fc.constantFrom(...severities) }),
})
const calmStory: fc.Arbitrary<Story> = fc.record({
  ...settings,
  images: fc.array(calm, { minLength: 1, maxLength: 2 }),
  rules: fc.constant({ failOn: 'critical', maxFindings: { critical: 99 } }),
})

describe('decide, whatever is observed', () => {
  it('ends by the deadline, with a verdict and a reason', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { end, at } = play(one)
        expect(at).toBeLessThanOrEqual(policy.deadline - 1_000_000)
        expect(end.message).not.toBe('')
      }),
    )
  })

  it('never passes while an image has not settled', () => {
    fc.assert(
      fc.property(calmStory, (one) => {
        const { end, history } = play(one)
        fc.pre(end.verdict === 'pass')
        for (const i of one.images.keys()) {
          const looks = history.flatMap(({ at, seen }) => (seen[i]?.kind === 'unknown' ? [] : [{ at, seen: seen[i] }]))
          const last = looks.at(-1)?.seen
          const before = looks.findLastIndex(({ seen }) => readable(seen) !== readable(last))
          const equal = looks.slice(before + 1)
          expect(readable(last)).not.toBeUndefined()
          expect(equal.length).toBeGreaterThan(1)
          const apart = (looks.at(-1)?.at ?? 0) - (equal[0]?.at ?? 0)
          expect(scannedAfterPush(last) || apart >= (one.policy?.settle ?? 0)).toBe(true)
          expect(one.startOutcome !== 'limited' && ofOldCopy(last)).toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('goes on without a pass only where the policy says so, and nothing that was seen breaks a rule', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { end } = play(one)
        const { onUnscannable, onInconclusive } = { ...policy, ...one.policy }
        const allowed =
          (end.reason === 'unscannable' && onUnscannable !== 'fail') ||
          (end.reason === 'scan-timeout' && onInconclusive === 'warn')
        expect(end.accepted).toBe(end.verdict === 'pass' || (allowed && end.verdict === 'inconclusive'))
        expect(end.accepted && end.breaking.length > 0).toBe(false)
        expect(end.verdict === 'inconclusive' && allowed).toBe(end.accepted && end.verdict !== 'pass')
      }),
    )
  })

  it('never passes with a finding at or above the threshold in what was seen last', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { end } = play(one)
        expect(end.verdict === 'pass' && end.breaking.length > 0).toBe(false)
        expect(end.reason === 'findings' && end.breaking.length === 0).toBe(false)
      }),
    )
  })

  it('asks for a scan at most twice an image, and never with enhanced scanning', () => {
    fc.assert(
      fc.property(story, (one) => {
        fc.pre(one.startOutcome !== 'not-yet')
        expect(play(one).starts).toBeLessThanOrEqual(one.mode === enhanced ? 0 : 2 * one.images.length)
      }),
    )
  })

  it('looks no more often than the interval and settling ask for', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { looks, starts, at } = play(one)
        const interval = one.policy?.interval ?? 1
        expect(looks).toBeLessThanOrEqual(2 * (at / interval) + 2 * starts + 4 + 12 * one.images.length)
      }),
    )
  })
})

/** The set of findings where they can be read at all. */
function readable(observation: ScanObservation | undefined): string | undefined {
  if (observation?.kind !== 'scan' || !/^(COMPLETE|ACTIVE)$/.test(observation.status)) return undefined
  if (/PENDING|PROGRESS|UNSUPPORTED/.test(observation.coverage?.reason ?? '')) return undefined
  return fingerprint(observation.findings)
}

function scannedAfterPush(observation: ScanObservation | undefined): boolean {
  if (observation?.kind !== 'scan') return false
  const { coverage, imagePushedAt = Number.NaN } = observation
  return coverage?.reason === 'SUCCESSFUL' && (coverage.lastScannedAt ?? -1) >= imagePushedAt
}

function ofOldCopy(observation: ScanObservation | undefined): boolean {
  if (observation?.kind !== 'scan' || scannedAfterPush(observation)) return false
  return (observation.completedAt ?? 9) < (observation.imagePushedAt ?? 0)
}
