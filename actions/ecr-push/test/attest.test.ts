import { describe, expect, it } from 'vitest'
import { complete } from './memory-cloud.ts'
import { cloudWith, critical, go, low, putRelease, root } from './scene.ts'
import type { MemoryCloud } from './memory.ts'

function verdicts({ referrers }: MemoryCloud): readonly (string | undefined)[] {
  return referrers.map(({ annotations }) => annotations['slipway.verdict'])
}

/** The statement in the artifact. */
function statement(cloud: MemoryCloud): { readonly subject: readonly unknown[]; readonly predicateType: string } {
  const manifest = cloud.manifests.get(cloud.referrers.at(-1)?.digest ?? '')
  const { layers } = JSON.parse(manifest?.bytes.toString() ?? '') as { layers: { digest: string }[] }
  const bytes = cloud.blobs.get(layers[0]?.digest ?? '') ?? new Uint8Array()
  return JSON.parse(Buffer.from(bytes).toString()) as ReturnType<typeof statement>
}

describe('the verdict', () => {
  it('is attached to the digest before the first tag is given', async () => {
    const cloud = cloudWith()
    const { verdictDigest } = await go(cloud)
    const order = cloud.writes.map((line) => line.split(' ')[0]).filter((word) => word === 'verdict' || word === 'tag')
    expect(order).toEqual(['verdict', 'tag', 'tag'])
    expect(cloud.referrers).toMatchObject([{ digest: verdictDigest, subject: root.digest }])
    expect(statement(cloud)).toMatchObject({
      predicateType: 'https://cosign.sigstore.dev/attestation/vuln/v1',
      subject: [{ name: 'shop/app', digest: { sha256: root.digest.slice(7) } }],
    })
  })

  it('that cannot be attached is an error, and no tag is given', async () => {
    const cloud = cloudWith((one) => {
      one.onWrite = (write) => {
        if (write.startsWith('verdict')) throw new Error('refused')
      }
    })
    expect(await go(cloud)).toMatchObject({ verdict: 'inconclusive', reason: 'UNEXPECTED', tags: [] })
    expect([...cloud.tags]).toEqual([])
  })

  it('of a refusal is attached too, and hides nothing when it cannot be', async () => {
    const cloud = cloudWith((one) => (one.scan = () => complete([critical])))
    expect(await go(cloud)).toMatchObject({ verdict: 'fail', reason: 'findings' })
    expect(verdicts(cloud)).toEqual(['fail'])
    const silent = cloudWith((one) => {
      one.scan = () => complete([critical])
      one.onWrite = (write) => {
        if (write.startsWith('verdict')) throw new Error('no connection')
      }
    })
    const { reason, notes } = await go(silent)
    expect([reason, notes]).toEqual(['findings', ['the verdict could not be attached: no connection']])
  })

  it('that never came is not attached', async () => {
    const cloud = cloudWith((one) => (one.scan = () => ({ kind: 'missing', what: 'scan' })))
    await go(cloud)
    expect(verdicts(cloud)).toEqual([])
  })

  it('without one that was accepted is attached, and is no pass', async () => {
    const cloud = cloudWith((one) => (one.scan = () => ({ kind: 'missing', what: 'scan' })))
    expect(await go(cloud, { onInconclusive: 'warn' })).toMatchObject({
      ...{ verdict: 'inconclusive', reason: 'scan-timeout', accepted: true },
      tags: ['v1.4.0', 'latest'],
    })
    expect(cloud.referrers).toMatchObject([
      { annotations: { 'slipway.verdict': 'inconclusive', 'slipway.accepted': 'true' } },
    ])
  })

  it('that the registry does not list is warned of', async () => {
    const cloud = cloudWith()
    cloud.ports.ecr.referrers = async () => []
    expect(await go(cloud)).toMatchObject({ verdict: 'pass' })
    expect(cloud.lines).toContainEqual(expect.stringMatching(/^warning: ECR does not list the verdict sha256:/))
  })

  it('is not attached where that is not wanted', async () => {
    const cloud = cloudWith()
    expect(await go(cloud, { attest: false })).toMatchObject({ verdict: 'pass', verdictDigest: '' })
    expect(verdicts(cloud)).toEqual([])
  })
})

describe('a second verdict', () => {
  it('is not attached when it says the same', async () => {
    const cloud = cloudWith()
    const first = await go(cloud)
    expect((await go(cloud)).verdictDigest).toBe(first.verdictDigest)
    expect(verdicts(cloud)).toEqual(['pass'])
  })

  it('is attached when the first one is hours old, so that a deployment finds one that is not', async () => {
    const cloud = cloudWith()
    const first = await go(cloud)
    cloud.now += 2 * 3_600_000
    const second = await go(cloud)
    expect(second.verdictDigest).not.toBe(first.verdictDigest)
    expect(verdicts(cloud)).toEqual(['pass', 'pass'])
  })

  it.for<[string, (cloud: MemoryCloud) => void, Parameters<typeof go>[1]]>([
    ['is about other findings', (cloud) => (cloud.scan = () => complete([low])), {}],
    ['is by other rules', () => undefined, { limits: { failOn: 'low' } }],
    ['is another one', (cloud) => (cloud.scan = () => complete([critical])), {}],
  ])('is attached when it %s', async ([, change, more]) => {
    const cloud = cloudWith()
    await go(cloud)
    change(cloud)
    await go(cloud, more)
    expect(cloud.referrers).toHaveLength(2)
  })

  it('is attached when it was overtaken by another one', async () => {
    const cloud = cloudWith()
    await go(cloud)
    cloud.scan = () => complete([critical])
    await go(cloud)
    cloud.scan = () => complete([])
    await go(cloud)
    expect(verdicts(cloud)).toEqual(['pass', 'fail', 'pass'])
  })
})

it('a release beside it has verdicts of its own', async () => {
  const cloud = cloudWith()
  const before = putRelease(cloud, 'before', 'v1.3.0')
  await go(cloud)
  expect(cloud.referrers.map(({ subject }) => subject)).not.toContain(before)
})
