import type { StartScanOutcome } from '@slipway/aws/ecr'
import { describe, expect, it } from 'vitest'
import { addTwoPlatforms, setRoots, type Files } from '@slipway/test-support/images/layouts'
import type { Target } from '../src/inputs.ts'
import { report } from '../src/report.ts'
import type { Result } from '../src/result.ts'
import { complete } from './memory-cloud.ts'
import { uri, type MemoryCloud } from './memory.ts'
import { cloudWith, critical, files, go, low, other, putImage, putRelease, root, type InputChanges } from './scene.ts'

const latest = { kind: 'tag', tag: 'latest' } as const
const service = { kind: 'ecs', cluster: 'prod', service: 'api' } as const

/** An image that is in use, on a registry that scans all the time. */
function inUse(setup: (cloud: MemoryCloud) => void = () => undefined): MemoryCloud {
  return cloudWith((cloud) => {
    cloud.scanning = { scanType: 'ENHANCED', scanOnPush: false, scanFrequency: 'CONTINUOUS_SCAN' }
    cloud.scan = () => complete([])
    putImage(cloud, files, root, 'v1.4.0', 'latest')
    setup(cloud)
  })
}

function recheck(cloud: MemoryCloud, more: InputChanges = {}): Promise<Result> {
  return go(cloud, { mode: 'recheck', source: undefined, tags: [], targets: [latest], ...more })
}

describe('a recheck', () => {
  it('judges what is in use by what is known today, and pushes and tags nothing', async () => {
    const cloud = inUse((one) => (one.scan = () => complete([critical])))
    const result = await recheck(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings', digest: root.digest, accepted: false })
    expect(report(result).outputs).toMatchObject({ critical: '1', digest: root.digest })
    expect(cloud.writes.filter((line) => /^(tag|manifest|untag)/.test(line))).toEqual([])
    expect([...cloud.tags.keys()]).toEqual(['v1.4.0', 'latest'])
  })

  it('attaches a verdict of today also when the last one said the same', async () => {
    const cloud = inUse()
    await recheck(cloud)
    cloud.now += 24 * 3_600_000
    await recheck(cloud)
    expect(cloud.referrers.map(({ annotations }) => annotations['slipway.verdict'])).toEqual(['pass', 'pass'])
  })

  it('finds what a service runs, by the digest of its containers', async () => {
    const cloud = inUse((one) => {
      one.running = [
        { container: 'app', image: `${uri}:v1.4.0`, digest: root.digest },
        { container: 'envoy', image: 'public.ecr.aws/envoy:1', digest: other },
      ]
    })
    expect(await recheck(cloud, { targets: [service] })).toMatchObject({ verdict: 'pass', digest: root.digest })
    expect(cloud.lines).toContainEqual(
      'ecs:prod/api: container envoy runs public.ecr.aws/envoy:1, which is of another repository',
    )
  })

  it('goes by the worst of several, each judged once', async () => {
    const cloud = inUse()
    const bad = putRelease(cloud, 'bad', 'v1.3.0')
    cloud.scan = (digest) => complete(digest === bad ? [critical, low] : [low])
    cloud.running = [{ container: 'app', image: uri, digest: root.digest }]
    const result = await recheck(cloud, { targets: [latest, { kind: 'tag', tag: 'v1.3.0' }, service] })
    expect(result).toMatchObject({ verdict: 'fail', digest: bad, gate: { counts: { critical: 1, low: 2 } } })
    expect(result.message).toMatch(/^tag:v1\.3\.0: 1 of 2 findings/)
    const { summary } = report(result)
    expect(summary).toMatch(/\| tag:latest \| .* \| pass \(below-threshold\) \| 1 low \|/)
    expect(summary).toMatch(/CVE-2026-1.*tag:v1\.3\.0/)
    expect(cloud.referrers).toHaveLength(2)
  })

  it.for([
    { name: 'one of two is not scanned', missing: false },
    { name: 'one of two is not there', missing: true },
  ])('leaves no SARIF and no count of 0 where $name', async ({ missing }) => {
    const cloud = inUse()
    const second = missing ? other : putRelease(cloud, 'second', 'v1.3.0')
    cloud.scan = (digest) =>
      digest === second ? { kind: 'scan', status: 'UNSUPPORTED_IMAGE', description: '', findings: [] } : complete([low])
    const result = await recheck(cloud, { targets: [latest, { kind: 'digest', digest: second }] })
    expect(report(result).outputs).toMatchObject({ critical: '', low: '1', 'sarif-file': '' })
    expect([...cloud.files.keys()]).toEqual(['findings.json'])
  })

  it('judges every platform of an index', async () => {
    const two: Files = new Map()
    const index = addTwoPlatforms(two)
    const cloud = inUse((one) => putImage(one, setRoots(two, [index]), index, 'multi'))
    const looked = new Set<string>()
    cloud.scan = (digest) => {
      looked.add(digest)
      return complete([])
    }
    expect(await recheck(cloud, { targets: [{ kind: 'tag', tag: 'multi' }] })).toMatchObject({
      verdict: 'pass',
      digest: index.digest,
    })
    expect(looked.size).toBe(2)
  })

  it.for<[string, readonly Target[], RegExp]>([
    ['is not there', [{ kind: 'tag', tag: 'v9' }, latest], /^tag:v9 could not be judged: tag:v9 leads to no image/],
    [
      'cannot be read',
      [{ kind: 'digest', digest: other }, latest],
      /^sha256:000000000000 could not be judged: .*there is no image/,
    ],
  ])('tells what fails also when another target %s', async ([, targets, says]) => {
    const cloud = inUse((one) => (one.scan = () => complete([critical])))
    const result = await recheck(cloud, { targets })
    expect(result).toMatchObject({ verdict: 'fail', reason: 'findings', digest: root.digest, accepted: false })
    expect(result.notes).toEqual([expect.stringMatching(says)])
  })

  it.for<[string, Target, string]>([
    ['is not there', { kind: 'tag', tag: 'v9' }, 'TARGET_MISSING'],
    ['cannot be read', { kind: 'digest', digest: other }, 'SOURCE_UNREADABLE'],
  ])('is no pass when one target %s, and the others are judged', async ([, target, reason]) => {
    const cloud = inUse()
    expect(await recheck(cloud, { targets: [target, latest] })).toMatchObject({ reason, accepted: false })
    expect(cloud.referrers).toHaveLength(1)
  })

  it.for<[string, Target]>([
    ['a tag that is not there', { kind: 'tag', tag: 'v9' }],
    ['a service that runs nothing of the repository', service],
  ])('of %s is an error', async ([, target]) => {
    await expect(recheck(inUse(), { targets: [target] })).rejects.toMatchObject({ code: 'TARGET_MISSING' })
  })

  it('of a digest that is not there is inconclusive', async () => {
    const target = { kind: 'digest', digest: other } as const
    expect(await recheck(inUse(), { targets: [target] })).toMatchObject({
      reason: 'SOURCE_UNREADABLE',
      accepted: false,
    })
  })
})

describe('a recheck with basic scanning', () => {
  const basic = { scanType: 'BASIC', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' }

  it('asks for a new scan, and does not believe the old one', async () => {
    const cloud = inUse((one) => {
      one.scanning = basic
      let started = Infinity
      one.start = () => {
        started = one.now
        return 'started'
      }
      one.scan = () => (one.now < started + 60_000 ? complete([], 1) : complete([critical], 2))
    })
    expect(await recheck(cloud)).toMatchObject({ verdict: 'fail', reason: 'findings' })
    expect(cloud.writes.filter((line) => line.startsWith('scan'))).toHaveLength(1)
  })

  it('takes the result there is when it was scanned within 24 hours', async () => {
    const cloud = inUse((one) => {
      one.scanning = basic
      one.start = () => 'limited'
    })
    expect(await recheck(cloud)).toMatchObject({ verdict: 'pass' })
  })

  it('asks again where AWS had no answer, and believes nothing old meanwhile', async () => {
    const cloud = inUse((one) => {
      one.scanning = basic
      let asked = 0
      let started = Infinity
      one.start = () => {
        asked += 1
        if (asked < 3) return 'not-yet'
        started = one.now
        return 'started'
      }
      one.scan = () => (one.now < started + 60_000 ? complete([], 1) : complete([critical], 2))
    })
    expect(await recheck(cloud)).toMatchObject({ verdict: 'fail', reason: 'findings' })
    expect(cloud.writes.filter((line) => line.startsWith('scan'))).toHaveLength(3)
  })

  it.for([basic, { scanType: 'BASIC', scanOnPush: false, scanFrequency: 'MANUAL' }])(
    'asks once for the first scan, with %o',
    async (scanning) => {
      const cloud = inUse((one) => {
        one.scanning = scanning
        let started = Infinity
        one.start = () => {
          started = one.now
          return 'started'
        }
        one.scan = () => (one.now < started + 60_000 ? { kind: 'missing', what: 'scan' } : complete([critical], 2))
      })
      expect(await recheck(cloud)).toMatchObject({ verdict: 'fail', reason: 'findings' })
      expect(cloud.writes.filter((line) => line.startsWith('scan'))).toHaveLength(1)
    },
  )

  it('that never shows is not said to need a tag: the image has one', async () => {
    const cloud = inUse((one) => {
      one.scanning = basic
      one.start = () => 'limited'
      one.scan = () => ({ kind: 'missing', what: 'scan' })
    })
    const { reason, message } = await recheck(cloud)
    expect([reason, message]).toEqual(['scan-timeout', expect.not.stringContaining('candidate-tag')])
  })

  it.for<[StartScanOutcome, RegExp]>([
    ['archived', /IMAGE_ARCHIVED/],
    ['unsupported', /UNSUPPORTED_IMAGE/],
    ['disabled', /FINDINGS_UNAVAILABLE/],
  ])('does not take an old result for one of today when a new scan is refused as %s', async ([outcome, says]) => {
    const cloud = inUse((one) => {
      one.scanning = basic
      one.start = () => outcome
      one.scan = () => complete([], 1)
    })
    const result = await recheck(cloud)
    expect(result).toMatchObject({ verdict: 'fail', reason: 'unscannable', accepted: false, message: says })
  })
})
