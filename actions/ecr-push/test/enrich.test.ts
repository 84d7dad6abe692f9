import type { ReportedFinding } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import { describe, expect, it, vi } from 'vitest'
import { complete } from './memory-cloud.ts'
import { cloudWith, finding, go } from './scene.ts'

const found: ReportedFinding = finding('CVE-2026-KEV', 'LOW')

/** Enhanced scanning whose findings ECR shows at once, and Inspector a while later. */
function late(told: (at: number) => readonly ReportedFinding[], exploited: (at: number) => boolean = () => true) {
  const cloud = cloudWith((one) => {
    one.scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'CONTINUOUS_SCAN' }
    one.scan = () => complete([found])
  })
  const startedAt = cloud.now
  const at = (): number => cloud.now - startedAt
  cloud.ports.inspector.findings = async () => told(at())
  cloud.ports.inspector.knownExploited = async (arns) => new Set(exploited(at()) ? arns : [])
  return cloud
}

describe('what only Inspector knows', () => {
  it('counts when it arrives later than the finding', async () => {
    const cloud = late((at) => (at < 10_000 ? [] : [{ ...found, epss: 0.9 }]))
    expect(await go(cloud, { limits: { epss: 0.5 } })).toMatchObject({ verdict: 'fail', reason: 'findings' })
  })

  it('counts when Inspector alone has the finding, and has it late', async () => {
    const other = finding('CVE-2026-9', 'CRITICAL')
    const cloud = late((at) => (at < 10_000 ? [found] : [found, other]))
    expect(await go(cloud, { limits: { epss: 0.5 } })).toMatchObject({ verdict: 'fail', reason: 'findings' })
  })

  it('counts when the listing arrives with the finding', async () => {
    const cloud = late((at) => (at < 10_000 ? [] : [found]))
    expect(await go(cloud, { limits: { kev: true } })).toMatchObject({ verdict: 'fail', reason: 'findings' })
  })

  it('of the catalogue is asked once while the findings are the same', async () => {
    let asked = 0
    const cloud = late(
      () => [found],
      () => (asked += 1) < 0,
    )
    expect(await go(cloud, { limits: { kev: true } })).toMatchObject({ verdict: 'pass' })
    expect(asked).toBe(1)
  })
})

describe('while Inspector gives no answer', () => {
  const fail = (code: string) => () => Promise.reject(new Failure(code, 'ListFindings: no answer'))
  const worst = finding('CVE-2026-7', 'CRITICAL')

  it.for([
    { name: 'for what only it knows', limits: { kev: true }, method: 'findings' },
    { name: 'for its coverage', limits: {}, method: 'coverage' },
  ] as const)(
    'what ECR has found fails the step at the deadline, also with on-inconclusive: warn: $name',
    async (row) => {
      const cloud = late(() => [])
      cloud.scan = () => complete([worst])
      cloud.ports.inspector[row.method] = fail('AWS_THROTTLED')
      const result = await go(cloud, { limits: row.limits, onInconclusive: 'warn' })
      expect(result).toMatchObject({ verdict: 'fail', reason: 'findings' })
      expect(result.message).toContain('CVE-2026-7')
      expect(result.message).toContain('besides, no verdict in time')
      expect(cloud.tags.size).toBe(0)
    },
  )

  it.for(['findings', 'coverage'] as const)('what ECR has found is known also while %s hangs', async (method) => {
    vi.useFakeTimers()
    try {
      const cloud = late(() => [])
      cloud.scan = () => complete([worst])
      cloud.ports.inspector[method] = () => new Promise<never>(() => undefined)
      const running = go(cloud, { limits: { kev: true }, onInconclusive: 'warn', scanTimeout: 60_000 })
      await vi.advanceTimersByTimeAsync(20 * 60_000)
      expect(await running).toMatchObject({ verdict: 'fail', reason: 'findings' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('what ECR has found is no verdict where it breaks no rule', async () => {
    const cloud = late(() => [])
    cloud.ports.inspector.findings = fail('AWS_THROTTLED')
    expect(await go(cloud, { limits: { kev: true } })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'scan-timeout',
    })
  })

  it('the scan is waited for by the clock where it cannot be reached, which is warned of once', async () => {
    const cloud = late(() => [])
    cloud.ports.inspector.coverage = fail('AWS_UNREACHABLE')
    expect(await go(cloud)).toMatchObject({ verdict: 'pass' })
    expect(cloud.lines.filter((line) => line.includes('taken for done'))).toHaveLength(1)
    expect(await go(cloud, { mode: 'preflight' })).toMatchObject({ verdict: 'pass' })
  })

  it('the scan is not waited for by the clock once it has said that one goes on', async () => {
    const cloud = late(() => [])
    let asked = 0
    cloud.ports.inspector.coverage = async () => {
      asked += 1
      if (asked > 1) throw new Failure('AWS_UNREACHABLE', 'ListCoverage: no answer')
      return { status: 'ACTIVE', reason: 'SCAN_IN_PROGRESS' }
    }
    expect(await go(cloud)).toMatchObject({ verdict: 'inconclusive', reason: 'scan-timeout' })
  })
})
