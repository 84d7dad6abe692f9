import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { writeTinyImage } from '../tiny-image.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
let ecr: ECRClient
let folder = ''

beforeAll(async () => {
  cloud = await startLocalCloud({ speed: 60 })
  ecr = new ECRClient(clientOptions(cloud))
  folder = await mkdtemp(join(tmpdir(), 'push-'))
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: 'team/app',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
    }),
  )
})

afterAll(async () => {
  await cloud.stop()
  await rm(folder, { recursive: true, force: true })
})

const inputs = (layout: string, tag: string): Record<string, string> => ({
  source: `oci-layout:${layout}`,
  repository: 'team/app',
  tags: tag,
  'scan-interval': '100ms',
  settle: '300ms',
})

async function tagsOf(digest: string): Promise<readonly string[]> {
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'team/app' }))
  return imageDetails.find(({ imageDigest }) => imageDigest === digest)?.imageTags ?? []
}

describe('the ecr-push bundle, alone in a folder', () => {
  it('gives the tag once the gate has passed', async () => {
    const layout = join(folder, 'clean')
    const digest = await writeTinyImage(layout)
    const run = await runBundle('ecr-push', cloud, { inputs: inputs(layout, 'v1.1.0') })
    expect(run.conclusion, shown(run)).toBe('success')
    expect(run.outputs).toMatchObject({ digest, verdict: 'pass', reason: 'clean' })
    expect(await tagsOf(digest)).toEqual(['v1.1.0'])
  })

  it('leaves no tag on what has a critical finding', async () => {
    const layout = join(folder, 'vulnerable')
    const digest = await writeTinyImage(layout)
    const findings = [{ name: 'CVE-2026-0001', severity: 'CRITICAL', package: 'openssl', version: '3.0.0' }]
    cloud.scans.script({ digest, steps: [{ status: 'COMPLETE' }, { status: 'COMPLETE', findings }] })
    const run = await runBundle('ecr-push', cloud, { inputs: inputs(layout, 'v1.2.0') })
    expect(run.conclusion).toBe('failure')
    expect(run.outputs).toMatchObject({ digest, verdict: 'fail', reason: 'findings' })
    expect(run.summary).toContain('CVE-2026-0001')
    expect(await tagsOf(digest)).toEqual([])
  })
})
