import { describe, expect, it } from 'vitest'
import { countsSoFar, toJson, toSarif, type GateEnd, type ScanObservation } from '../src/index.ts'
import { context } from './outgoing/verdicts.ts'
import { basic, enhanced, found, noScan, play, scan, unknown, type Story } from './story.ts'

const none = {}
const clean = { critical: 0, high: 0, medium: 0, low: 0, informational: 0, unrated: 0 }
const always = (observation: ScanObservation) => (): ScanObservation => observation
const low = found('CVE-1', 'LOW')
const critical = found('CVE-2', 'CRITICAL')

interface Row {
  readonly name: string
  readonly story: Story
  readonly counts: object
}

const unseen = (name: string, ...images: Story['images']): Row => ({ name, story: { images }, counts: none })

const rows: readonly Row[] = [
  { name: 'a clean image', story: { images: [always(scan('COMPLETE'))] }, counts: clean },
  { name: 'one finding', story: { images: [always(scan('COMPLETE', [low]))] }, counts: { ...clean, low: 1 } },
  ...[
    'UNSUPPORTED_IMAGE',
    'FAILED',
    'LIMIT_EXCEEDED',
    'FINDINGS_UNAVAILABLE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'IMAGE_ARCHIVED',
    'IMAGE_SIZE_EXCEEDED',
    'IN_PROGRESS',
    'NEW_ONE',
  ].map((status) => unseen(status, always(scan(status)))),
  unseen('no scan record', always(noScan)),
  unseen('AWS never answers', always(unknown)),
  unseen('of two platforms one clean and one unsupported', always(scan('COMPLETE')), always(scan('UNSUPPORTED_IMAGE'))),
  {
    name: 'of two platforms one with a finding and one unsupported, accepted',
    story: {
      images: [always(scan('COMPLETE', [low])), always(scan('UNSUPPORTED_IMAGE'))],
      policy: { onUnscannable: 'warn' },
    },
    counts: { low: 1 },
  },
  {
    name: 'a finding that breaks a rule by the deadline, and a platform that was never scanned',
    story: { images: [always(scan('COMPLETE', [critical])), always(scan('IN_PROGRESS'))] },
    counts: { critical: 1 },
  },
  {
    name: 'a repository that is never scanned',
    story: { mode: { kind: 'enhanced-unmatched' }, images: [always(noScan)] },
    counts: none,
  },
  { name: 'a job that was cancelled', story: { images: [always(scan('COMPLETE'))], cancelAt: 0 }, counts: none },
  { name: 'no scanner and no report', story: { mode: { kind: 'none' }, images: [always(noScan)] }, counts: none },
  {
    name: 'enhanced scanning with late findings',
    story: { mode: enhanced, images: [always(scan('ACTIVE', [low]))] },
    counts: { ...clean, low: 1 },
  },
]

const invocation = (end: GateEnd): unknown =>
  (JSON.parse(toSarif(end, context)) as { runs: [{ invocations: [{ executionSuccessful: unknown }] }] }).runs[0]
    .invocations[0].executionSuccessful

describe('what is not known is not counted as none', () => {
  it.for(rows.map((row) => [row.name, row] as const))('%s', ([, { story, counts }]) => {
    const { end } = play({ mode: basic, ...story })
    const whole = Object.keys(counts).length === 6
    expect(countsSoFar(end)).toEqual(counts)
    expect(end.whole).toBe(whole)
    expect(invocation(end)).toBe(whole)
    expect(JSON.parse(toJson(end, context))).toMatchObject({ whole, counts })
  })
})

describe('an image without a scan record', () => {
  it.for([
    ['where ECR said so', always(noScan), 1],
    ['not where every answer was an error', always(unknown), 0],
    ['not where it was last seen to be scanned', always(scan('IN_PROGRESS')), 0],
    ['also where the last answers were errors', (ms: number) => (ms < 20_000 ? noScan : unknown), 1],
  ] as const)('is named %s', ([, image, count]) => {
    expect(play({ mode: enhanced, images: [image] }).end.unrecorded).toHaveLength(count)
  })
})

describe('the next step', () => {
  it.for<[string, Story, RegExp]>([
    ['a scan that failed twice', { images: [always(scan('FAILED'))] }, /run the step again.*scanner: none and reports/],
    [
      'a scan that ECR does not repeat today',
      { images: [always(scan('FAILED'))], startOutcome: 'limited' },
      /once in 24 hours.*run the step again/,
    ],
    [
      'an enhanced scan that failed',
      { mode: enhanced, images: [always(scan('FAILED'))] },
      /run the step again.*scanner: none and reports/,
    ],
    ['a scan that takes long', { images: [always(scan('IN_PROGRESS'))] }, /raise scan-timeout/],
    ['AWS that never answers', { images: [always(unknown)] }, /run the step again: AWS gave no answer/],
  ])('after %s', ([, story, says]) => {
    expect(play(story).end.message).toMatch(says)
  })

  it('is no longer timeout where nothing but answers of AWS are missing', () => {
    expect(play({ images: [always(unknown)] }).end.message).not.toContain('scan-timeout')
  })
})
