import type { ScanStep } from '@slipway/local-cloud'
import { StartImageScanCommand } from '@aws-sdk/client-ecr'
import type { ActionRun } from '@slipway/workflow-runner'
import { expect } from 'vitest'
import type { Stage, Story } from '../story.ts'
import { findings } from './findings.ts'

const critical = findings(1, 'CRITICAL')
const given = ['v1.0.0']
const clean: ScanStep = { status: 'COMPLETE' }

/** What basic scanning shows, and what must come of it. */
export const basicScans: readonly Story[] = [
  { name: 'a clean image gets its tag', verdict: 'pass', reason: 'clean', tags: given },
  {
    name: 'findings below the threshold let it pass',
    scan: [{ status: 'COMPLETE', findings: findings(3, 'HIGH') }],
    verdict: 'pass',
    reason: 'below-threshold',
    says: /3 high/,
    tags: given,
  },
  {
    name: 'a critical finding leaves no tag',
    scan: [{ status: 'COMPLETE', findings: critical }],
    verdict: 'fail',
    reason: 'findings',
    says: /1 critical/,
    tags: [],
  },
  {
    name: 'late findings: 1, then 73, then 97, the critical ones last',
    scan: [
      { status: 'COMPLETE', findings: findings(1, 'LOW'), observations: 2 },
      { status: 'COMPLETE', findings: findings(73, 'LOW'), observations: 2 },
      { status: 'COMPLETE', findings: [...findings(96, 'LOW'), ...critical] },
    ],
    inputs: { settle: '3s' },
    verdict: 'fail',
    reason: 'findings',
    says: /96 low/,
    tags: [],
  },
  {
    name: 'late findings that stay harmless pass with all of them counted',
    scan: [
      { status: 'COMPLETE', findings: findings(1, 'LOW'), observations: 2 },
      { status: 'COMPLETE', findings: findings(97, 'LOW') },
    ],
    inputs: { settle: '3s' },
    verdict: 'pass',
    reason: 'below-threshold',
    says: /97 low/,
    tags: given,
    after: (run) => expect(run.outputs['low']).toBe('97'),
  },
  {
    name: 'complete and empty without a completion time, then full',
    scan: [
      { status: 'COMPLETE', settled: false, observations: 6 },
      { status: 'COMPLETE', findings: critical },
    ],
    inputs: { quiet: '5s' },
    verdict: 'fail',
    reason: 'findings',
    tags: [],
  },
  {
    name: 'pending, in progress, complete',
    scan: [{ status: 'PENDING' }, { status: 'IN_PROGRESS', observations: 3 }, clean],
    verdict: 'pass',
    reason: 'clean',
    tags: given,
  },
  {
    name: 'complete, then in progress again, then vulnerable',
    scan: [clean, { status: 'IN_PROGRESS' }, { status: 'COMPLETE', findings: critical }],
    verdict: 'fail',
    reason: 'findings',
    tags: [],
  },
  {
    name: 'failed once: a second scan is asked for',
    scan: [{ status: 'FAILED' }, { status: 'IN_PROGRESS' }, clean],
    verdict: 'pass',
    reason: 'clean',
    tags: given,
  },
  {
    name: 'failed twice',
    scan: [{ status: 'FAILED', description: 'internal error' }],
    verdict: 'fail',
    reason: 'scan-failed',
    says: /internal error.*run the step again/,
    tags: [],
    after: expectNothingCounted,
  },
  ...(
    [
      'UNSUPPORTED_IMAGE',
      'FINDINGS_UNAVAILABLE',
      'LIMIT_EXCEEDED',
      'SCAN_ELIGIBILITY_EXPIRED',
      'IMAGE_ARCHIVED',
      'IMAGE_SIZE_EXCEEDED',
      'NOBODY_KNOWS_THIS',
    ] as const
  ).map((status): Story => ({
    name: `${status} is no verdict`,
    scan: [{ status, description: `because of ${status}` }],
    verdict: 'fail',
    reason: 'unscannable',
    says: new RegExp(status),
    tags: [],
    after: expectNothingCounted,
  })),
  {
    name: 'a status that nobody knows, which becomes a result',
    scan: [{ status: 'NOBODY_KNOWS_THIS', observations: 2 }, clean],
    verdict: 'pass',
    reason: 'clean',
    tags: given,
  },
  {
    name: 'an image that no scanner reads, where that is allowed with a warning',
    scan: [{ status: 'UNSUPPORTED_IMAGE' }],
    inputs: { 'on-unscannable': 'warn' },
    conclusion: 'success',
    verdict: 'inconclusive',
    reason: 'unscannable',
    tags: given,
    after: (run) => expect(run.annotations.map(({ level }) => level)).toContain('warning'),
  },
  {
    name: 'an image that no scanner reads, where that is allowed',
    scan: [{ status: 'UNSUPPORTED_IMAGE' }],
    inputs: { 'on-unscannable': 'pass' },
    conclusion: 'success',
    verdict: 'inconclusive',
    reason: 'unscannable',
    tags: given,
  },
  {
    name: 'a scan that never ends',
    scan: [{ status: 'IN_PROGRESS' }],
    inputs: { 'scan-timeout': '1s' },
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    says: /IN_PROGRESS/,
    tags: [],
    after: expectNothingCounted,
  },
  {
    name: 'a scan that never ends, where that is allowed with a warning',
    scan: [{ status: 'IN_PROGRESS' }],
    inputs: { 'scan-timeout': '1s', 'on-inconclusive': 'warn' },
    conclusion: 'success',
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    tags: given,
  },
  {
    name: 'findings that never stop growing',
    scan: Array.from({ length: 400 }, (_, at) => ({ status: 'COMPLETE' as const, findings: findings(at + 1, 'LOW') })),
    inputs: { 'scan-timeout': '2s' },
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    tags: [],
  },
  {
    name: 'no scan record yet, as just after a push',
    scan: [{ error: 'ScanNotFoundException', observations: 4 }, clean],
    verdict: 'pass',
    reason: 'clean',
    tags: given,
  },
  {
    name: 'the image is not visible yet, as just after a push',
    scan: [{ error: 'ImageNotFoundException', observations: 3 }, { error: 'ScanNotFoundException' }, clean],
    verdict: 'pass',
    reason: 'clean',
    tags: given,
  },
  {
    name: 'no scan record ever: the error names the way out',
    scan: [{ error: 'ScanNotFoundException' }],
    inputs: { 'scan-timeout': '1s' },
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    says: /candidate-tag/,
    tags: [],
  },
  {
    name: 'a repository that is scanned by hand: one scan is started',
    settings: { imageScanningConfiguration: { scanOnPush: false } },
    verdict: 'pass',
    reason: 'clean',
    tags: given,
    after: (_, { stage, repository }) => expectCalls(stage, repository, 'StartImageScan', 1),
  },
  {
    name: 'another job has started the scan by hand: its result counts, as one a day is all there is',
    settings: { imageScanningConfiguration: { scanOnPush: false } },
    scan: [
      { status: 'IN_PROGRESS', observations: 2 },
      { status: 'COMPLETE', findings: critical },
    ],
    before: async ({ stage: { cloud, ecr }, repository, image }) => {
      let asked = 0
      cloud.watch({
        async before(request) {
          if (request.repository !== repository || request.operation !== 'StartImageScan' || asked++ > 0) return
          const imageId = { imageDigest: image.digest }
          await ecr.send(new StartImageScanCommand({ repositoryName: repository, imageId }))
        },
      })
    },
    verdict: 'fail',
    reason: 'findings',
    tags: [],
  },
]

/** What enhanced scanning and Inspector's coverage show. */
export const enhancedScans: readonly Story[] = [
  { name: 'ACTIVE and clean', verdict: 'pass', reason: 'clean', tags: given },
  {
    name: 'ACTIVE, late findings: 1, then 73, then 97, the critical ones last',
    scan: [
      { status: 'ACTIVE', settled: false, findings: findings(1, 'LOW'), observations: 2 },
      { status: 'ACTIVE', settled: false, findings: findings(73, 'LOW'), observations: 2 },
      { status: 'ACTIVE', findings: [...findings(96, 'LOW'), ...critical] },
    ],
    inputs: { settle: '3s' },
    verdict: 'fail',
    reason: 'findings',
    says: /96 low/,
    tags: [],
  },
  {
    name: 'ACTIVE and empty while the first scan still runs, then vulnerable',
    scan: [
      { status: 'ACTIVE', settled: false, coverage: { reason: 'SCAN_IN_PROGRESS' }, observations: 8 },
      { status: 'ACTIVE', findings: critical, coverage: { reason: 'SUCCESSFUL' } },
    ],
    verdict: 'fail',
    reason: 'findings',
    tags: [],
  },
  {
    name: 'coverage says what the scanner cannot read',
    scan: [{ status: 'UNSUPPORTED_IMAGE', coverage: { status: 'INACTIVE', reason: 'UNSUPPORTED_OS' } }],
    verdict: 'fail',
    reason: 'unscannable',
    says: /UNSUPPORTED_OS/,
    tags: [],
  },
  {
    name: 'a repository that no filter matches is refused at once, with the remedy',
    settings: { repositoryName: 'unwatched' },
    verdict: 'fail',
    reason: 'unscannable',
    says: /filter/,
    tags: [],
    after: (_, { stage, repository }) => expectCalls(stage, repository, 'StartUpload', 0),
  },
  {
    name: 'more findings than one page holds are all counted',
    scan: [{ status: 'ACTIVE', findings: [...findings(1200, 'LOW'), ...critical] }],
    verdict: 'fail',
    reason: 'findings',
    says: /1200 low/,
    tags: [],
  },
]

/** What nobody scanned does not read as clean. */
function expectNothingCounted({ outputs, summary }: ActionRun): void {
  const counts = ['critical', 'high', 'medium', 'low', 'informational', 'unrated'].map((name) => outputs[name])
  expect([...counts, outputs['sarif-file']]).toEqual(Array.from({ length: 7 }, () => ''))
  expect(summary).toContain('Not everything was scanned')
  expect(summary).not.toContain('| critical |')
}

function expectCalls({ cloud }: Stage, repository: string, operation: string, wanted: number): void {
  const calls = cloud.timeline.events.filter(
    (event) => event.kind === 'call' && event.operation === operation && event.repository === repository,
  )
  expect(calls, operation).toHaveLength(wanted)
}
