import type { ReportedFinding } from '@slipway/aws/ecr'
import { describe, expect, it } from 'vitest'
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
