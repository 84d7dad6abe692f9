import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprint, severities, type ScanObservation, type StartOutcome } from '../src/index.ts'
import { basic, byHand, enhanced, found, noImage, noScan, play, policy, unknown, type Story } from './story.ts'

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
const observation: fc.Arbitrary<ScanObservation> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<ScanObservation>(noScan, noImage, unknown) },
  {
    weight: 4,
    arbitrary: fc
      .record({ status: fc.constantFrom(...statuses, 'COMPLETE', 'ACTIVE'), findings, done: fc.boolean() })
      .map(({ status, findings, done }): ScanObservation => ({
        kind: 'scan',
        status,
        description: '',
        findings: findings.map(([id, severity]) => found(`CVE-${id}`, severity)),
        ...(done ? { completedAt: 1 } : {}),
      })),
  },
)
/** Observations in turn, each for a while; the last for good. */
const course = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 200_000 }), observation), { minLength: 1, maxLength: 6 })
  .map((steps) => (ms: number) => {
    let until = 0
    return steps.find(([length]) => ms < (until += length))?.[1] ?? steps.at(-1)?.[1] ?? noScan
  })
const outcomes: readonly StartOutcome[] = ['started', 'limited', 'disabled', 'unsupported', 'archived', 'not-yet']
const story: fc.Arbitrary<Story> = fc.record({
  mode: fc.constantFrom(basic, byHand, enhanced),
  images: fc.array(course, { minLength: 1, maxLength: 3 }),
  startOutcome: fc.constantFrom(...outcomes),
  rules: fc.record({ failOn: fc.constantFrom(...severities) }),
  policy: fc.record({
    interval: fc.integer({ min: 1000, max: 60_000 }),
    settle: fc.integer({ min: 0, max: 100_000 }),
    quiet: fc.integer({ min: 0, max: 200_000 }),
  }),
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

  it('never passes on anything but equal findings of COMPLETE or ACTIVE in looks that are settle apart', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { end, history } = play(one)
        fc.pre(end.verdict === 'pass')
        for (const i of one.images.keys()) {
          const looks = history.flatMap(({ at, seen }) => (seen[i]?.kind === 'unknown' ? [] : [{ at, seen: seen[i] }]))
          const prints = looks.map(({ seen }) => readable(seen))
          const last = prints.at(-1)
          const first = looks[prints.findLastIndex((print) => print !== last) + 1]
          expect(last).not.toBeUndefined()
          expect((looks.at(-1)?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(one.policy?.settle ?? 0)
        }
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
  return fingerprint(observation.findings)
}
