import { describe, expect, it } from 'vitest'
import type { Coverage, Finding, GateReason, ScanObservation } from '../src/index.ts'
import { byHand, basic, enhanced, found, noScan, play, start, type Story } from './story.ts'

const low = found('CVE-2', 'LOW')
const high = found('CVE-1', 'HIGH')
const pushed = start - 60_000

function covered(reason: string, more: Partial<Coverage> = {}): Coverage {
  return { status: 'ACTIVE', reason, lastScannedAt: pushed + 30_000, ...more }
}

interface Scanned {
  readonly status?: string
  readonly findings?: readonly Finding[]
  readonly coverage?: Coverage
  readonly completedAt?: number
}

function scanned({ status = 'ACTIVE', findings = [], ...more }: Scanned): ScanObservation {
  return { kind: 'scan', status, description: '', findings, imagePushedAt: pushed, ...more }
}

/** Of an image that was pushed and scanned two days ago. */
function ofOld(): ScanObservation {
  const completedAt = start - 2 * 24 * 60 * 60 * 1000
  return {
    kind: 'scan',
    status: 'COMPLETE',
    description: '',
    findings: [],
    completedAt,
    imagePushedAt: completedAt - 1,
  }
}

interface Row {
  readonly name: string
  readonly story: Story
  readonly reason: GateReason
  readonly at?: number
  readonly starts?: number
  readonly says?: RegExp
}

const rows: readonly Row[] = [
  {
    name: 'scanned after the push: an empty answer needs no longer than findings do',
    story: { mode: enhanced, images: [() => scanned({ coverage: covered('SUCCESSFUL') })] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'scanned after the push, findings that still arrive',
    story: {
      mode: enhanced,
      images: [(ms) => scanned({ findings: ms < 5000 ? [low] : [low, high], coverage: covered('SUCCESSFUL') })],
    },
    reason: 'findings',
    at: 20_000,
  },
  {
    name: 'scanned after the push, findings that come to ECR later than that',
    story: {
      mode: enhanced,
      images: [(ms) => scanned({ findings: ms < 15_000 ? [low] : [low, high], coverage: covered('SUCCESSFUL') })],
    },
    reason: 'findings',
    at: 30_000,
  },
  {
    name: 'scanned at the moment of the push',
    story: { mode: enhanced, images: [() => scanned({ coverage: covered('SUCCESSFUL', { lastScannedAt: pushed }) })] },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'scanned before the push only',
    story: {
      mode: enhanced,
      images: [() => scanned({ coverage: covered('SUCCESSFUL', { lastScannedAt: pushed - 1 }) })],
    },
    reason: 'scan-timeout',
    says: /Inspector last scanned it before it was pushed/,
  },
  {
    name: 'scanned, nobody knows when: time tells',
    story: {
      mode: enhanced,
      images: [() => scanned({ coverage: { status: 'ACTIVE', reason: 'SUCCESSFUL' } })],
    },
    reason: 'clean',
    at: 60_000,
  },
  {
    name: 'scanned, and when it was pushed is not known: time tells',
    story: {
      mode: enhanced,
      images: [
        () => ({ kind: 'scan', status: 'ACTIVE', description: '', findings: [low], coverage: covered('SUCCESSFUL') }),
      ],
    },
    reason: 'below-threshold',
    at: 15_000,
  },
  {
    name: 'scan on push that was done',
    story: {
      mode: enhanced,
      images: [() => scanned({ coverage: covered('SCAN_FREQUENCY_SCAN_ON_PUSH', { status: 'INACTIVE' }) })],
    },
    reason: 'clean',
    at: 15_000,
  },
  ...['PENDING_INITIAL_SCAN', 'SCAN_IN_PROGRESS', 'INTERNAL_ERROR'].map((reason): Row => ({
    name: `${reason} never settles, however equal the findings are`,
    story: {
      mode: enhanced,
      images: [() => scanned({ findings: [low], completedAt: pushed, coverage: covered(reason) })],
    },
    reason: 'scan-timeout',
    at: 600_000,
    says: new RegExp(reason),
  })),
  {
    name: 'equal findings from before the scan was done do not count as looks after it',
    story: {
      mode: enhanced,
      images: [
        (ms) => scanned({ findings: [low], coverage: covered(ms < 100_000 ? 'SCAN_IN_PROGRESS' : 'SUCCESSFUL') }),
      ],
    },
    reason: 'below-threshold',
    at: 115_000,
  },
  {
    name: 'looks without coverage do not count as looks after the scan was done',
    story: {
      mode: enhanced,
      images: [(ms) => scanned(ms < 40_000 ? {} : { coverage: covered('SUCCESSFUL') })],
    },
    reason: 'clean',
    at: 45_000,
  },
  {
    name: 'coverage that cannot be read now and then delays nothing for good',
    story: {
      mode: enhanced,
      images: [(ms) => scanned({ findings: [low], ...(ms % 10_000 === 0 ? { coverage: covered('SUCCESSFUL') } : {}) })],
    },
    reason: 'below-threshold',
    at: 15_000,
  },
  ...[
    ['UNSUPPORTED_OS', /FROM scratch/],
    ['UNSUPPORTED_MEDIA_TYPE', /media type/],
    ['IMAGE_SIZE_EXCEEDED', /larger/],
    ['SCAN_ELIGIBILITY_EXPIRED', /re-scan duration/],
    ['ACCESS_DENIED_TO_ENCRYPTION_KEY', /key policy/],
    ['NO_RESOURCES_FOUND', /nothing in it/],
    ['IMAGE_ARCHIVED', /UpdateImageStorageClass/],
    ['SCAN_FREQUENCY_MANUAL', /filter/],
    ['A_NEW_REASON', /Inspector says A_NEW_REASON/],
  ].map(([reason, says]): Row => ({
    name: `${String(reason)} is an image that cannot be scanned, whatever ECR says`,
    story: {
      mode: enhanced,
      images: [() => scanned({ status: 'COMPLETE', coverage: covered(String(reason), { status: 'INACTIVE' }) })],
    },
    reason: 'unscannable',
    at: 0,
    says: says as RegExp,
  })),
  {
    name: 'a reason nobody knows while it is watched means nothing',
    story: { mode: enhanced, images: [() => scanned({ findings: [low], coverage: covered('A_NEW_REASON') })] },
    reason: 'below-threshold',
    at: 15_000,
  },
  {
    name: 'coverage says why there is no record',
    story: {
      mode: enhanced,
      images: [() => ({ kind: 'missing', what: 'scan', coverage: covered('UNSUPPORTED_OS', { status: 'INACTIVE' }) })],
    },
    reason: 'unscannable',
    at: 0,
  },
  // Results of a copy that was pushed before
  {
    name: 'by hand: COMPLETE from before the push is not its result; a scan is started',
    story: {
      mode: byHand,
      images: [
        (ms, starts) =>
          starts > 0 && ms >= 20_000
            ? scanned({ status: 'COMPLETE', findings: [high], completedAt: pushed + 1 })
            : scanned({ status: 'COMPLETE', completedAt: pushed - 1 }),
      ],
    },
    reason: 'findings',
    starts: 1,
    at: 35_000,
  },
  {
    name: 'by hand: COMPLETE from before the push is used where ECR refuses another scan within 24 hours',
    story: {
      mode: byHand,
      images: [() => scanned({ status: 'COMPLETE', findings: [low], completedAt: pushed - 1 })],
      startOutcome: 'limited',
    },
    reason: 'below-threshold',
    starts: 1,
    at: 15_000,
  },
  {
    name: 'by hand: COMPLETE from before the push for good',
    story: {
      mode: byHand,
      images: [() => scanned({ status: 'COMPLETE', findings: [high], completedAt: pushed - 1 })],
    },
    reason: 'scan-timeout',
    starts: 1,
    says: /of a copy that was pushed before/,
  },
  {
    name: 'by hand: COMPLETE at the moment of the push is its result',
    story: { mode: byHand, images: [() => scanned({ status: 'COMPLETE', completedAt: pushed })] },
    reason: 'clean',
    starts: 0,
  },
  {
    name: 'on push: COMPLETE from before the push, then a new one',
    story: {
      mode: basic,
      images: [(ms) => scanned({ status: 'COMPLETE', completedAt: ms < 30_000 ? pushed - 1 : pushed + 1 })],
    },
    reason: 'clean',
    at: 45_000,
  },
  {
    name: 'enhanced: a completion from before the push is waited out, never started',
    story: { mode: enhanced, images: [() => scanned({ completedAt: pushed - 1 })] },
    reason: 'scan-timeout',
    starts: 0,
  },
  {
    name: 'enhanced: a completion from before the push counts when coverage saw the new copy',
    story: {
      mode: enhanced,
      images: [() => scanned({ completedAt: pushed - 1, coverage: covered('SUCCESSFUL') })],
    },
    reason: 'clean',
    at: 15_000,
  },
  {
    name: 'basic: a result of the day before yesterday is none of today: a scan is asked for, and its result awaited',
    story: {
      images: [
        (ms, starts) =>
          starts === 0 || ms < 30_000
            ? ofOld()
            : scanned({ status: 'COMPLETE', completedAt: start + 20_000, findings: [high] }),
      ],
    },
    reason: 'findings',
    starts: 1,
  },
  {
    name: 'basic: a result of the day before yesterday is never believed while a scan of today is under way',
    story: { images: [() => ofOld()] },
    reason: 'scan-timeout',
    starts: 1,
    says: /of 2 days ago/,
  },
  {
    name: 'basic: an old result counts where ECR refuses another scan',
    story: {
      images: [() => ofOld()],
      startOutcome: 'limited',
    },
    reason: 'clean',
    starts: 1,
  },
  {
    name: 'no record ever',
    story: { mode: enhanced, images: [() => noScan] },
    reason: 'scan-timeout',
  },
]

describe('decide, with what Inspector covers and when the image was pushed', () => {
  it.for(rows.map((row) => [row.name, row] as const))('%s', ([, { story, reason, at, starts, says }]) => {
    const message = expect.stringMatching(says ?? /./)
    const moment = at === undefined ? {} : { at }
    const asked = starts === undefined ? {} : { starts }
    expect(play(story)).toMatchObject({ end: { reason, message }, ...moment, ...asked })
  })

  it('names the images whose scan never had a record', () => {
    const images = [() => noScan, () => scanned({ status: 'IN_PROGRESS' })]
    expect(play({ mode: enhanced, images }).end.unrecorded.map(({ digest }) => digest)).toEqual(['sha256:0'])
  })

  it.for([
    ['basic, long ago', basic, 40, /^sha256:0 was scanned 40 days ago.*scan it again$/],
    ['basic, today', basic, 0, /^$/],
    ['enhanced, long ago', enhanced, 40, /^$/],
  ] as const)('tells how old a result is: %s', ([, mode, days, says]) => {
    const completedAt = start - days * 24 * 60 * 60 * 1000
    const image = scanned({ status: 'COMPLETE', completedAt })
    const images = [() => ({ ...image, imagePushedAt: Number.NEGATIVE_INFINITY })]
    const { notes } = play({ mode, images, startOutcome: 'limited' }).end
    expect(notes.join('\n')).toMatch(says)
  })

  it.for([
    [
      'at the push only',
      'SCAN_FREQUENCY_SCAN_ON_PUSH',
      /^sha256:0 was scanned 40 days ago, .* push only .* scan continuously$/,
    ],
    ['continuously', 'SUCCESSFUL', /^$/],
  ] as const)('tells how old an enhanced scan is: %s', ([, reason, says]) => {
    const at = start - 40 * 24 * 60 * 60 * 1000
    const coverage = covered(reason, { lastScannedAt: at })
    const image = { ...scanned({ coverage, completedAt: at }), imagePushedAt: at - 1 }
    const { verdict, notes } = play({ mode: enhanced, images: [() => image] }).end
    expect([verdict, notes.join('\n')]).toEqual(['pass', expect.stringMatching(says)])
  })

  it('takes nothing of an old copy for evidence', () => {
    const old = scanned({ status: 'COMPLETE', findings: [high], completedAt: pushed - 1 })
    expect(play({ mode: byHand, images: [() => old] }).end.findings).toEqual([])
  })

  it('keeps what was seen last when AWS has no answer at the end', () => {
    const images = [(ms: number) => (ms < 595_000 ? scanned({ findings: [found(`CVE-${ms}`)] }) : unanswered)]
    expect(play({ mode: enhanced, images }).end.findings).toHaveLength(1)
  })
})

const unanswered: ScanObservation = { kind: 'unknown', why: 'throttled' }
