import { createHash } from 'node:crypto'
import {
  CreateRepositoryCommand,
  ECRClient,
  PutRegistryScanningConfigurationCommand,
  type ImageTagMutability,
} from '@aws-sdk/client-ecr'
import type { LocalCloud } from '@slipway/local-cloud'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createEcr, type EcrPort } from '../src/ecr.ts'
import { startLocalCloud } from '../../local-cloud/test/support/cloud.ts'

const mediaType = 'application/vnd.oci.image.manifest.v1+json'

interface Ground {
  readonly cloud: LocalCloud
  readonly ecr: EcrPort
  readonly sdk: ECRClient
}

/** A local cloud with the repository `app`, and the port under test. */
async function ground(imageTagMutability: ImageTagMutability = 'MUTABLE', scanOnPush = true): Promise<Ground> {
  const cloud = await startLocalCloud({ speed: 100 })
  for (const [name, value] of Object.entries(cloud.env)) vi.stubEnv(name, value)
  const sdk = new ECRClient({})
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    sdk.destroy()
    await cloud.stop()
  })
  const imageScanningConfiguration = { scanOnPush }
  await sdk.send(new CreateRepositoryCommand({ repositoryName: 'app', imageTagMutability, imageScanningConfiguration }))
  return { cloud, ecr: createEcr(), sdk }
}

/** An image of one config blob in `app`; `name` makes it another one. */
async function image({ ecr }: Ground, name = 'one'): Promise<{ manifest: string; digest: string }> {
  const { endpoint, token } = await ecr.login()
  const config = JSON.stringify({ os: 'linux', architecture: 'amd64', name, rootfs: { type: 'layers', diff_ids: [] } })
  const headers = { authorization: `Basic ${token}` }
  const begun = await fetch(`${endpoint}/v2/app/blobs/uploads/`, { method: 'POST', headers })
  const target = new URL(begun.headers.get('location') ?? '', endpoint)
  target.searchParams.set('digest', sha256(config))
  await fetch(target, { method: 'PUT', headers, body: config })
  const described = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: sha256(config),
    size: config.length,
  }
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config: described, layers: [] })
  const url = `${endpoint}/v2/app/manifests/${sha256(manifest)}`
  await fetch(url, { method: 'PUT', headers: { ...headers, 'content-type': mediaType }, body: manifest })
  return { manifest, digest: sha256(manifest) }
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

async function enhance({ sdk }: Ground, filter: string): Promise<void> {
  const rules = [
    { scanFrequency: 'CONTINUOUS_SCAN' as const, repositoryFilters: [{ filter, filterType: 'WILDCARD' as const }] },
  ]
  await sdk.send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED', rules }))
}

describe('a repository', () => {
  it('that is there', async () => {
    const { ecr, cloud } = await ground('IMMUTABLE')
    expect(await ecr.repository('app')).toEqual({
      name: 'app',
      uri: `${cloud.registryHost}/app`,
      arn: expect.stringMatching(/^arn:aws:ecr:[a-z0-9-]+:\d{12}:repository\/app$/),
      tagMutability: 'IMMUTABLE',
      exclusionFilters: [],
      encryption: { type: 'AES256' },
      scanOnPush: true,
    })
  })

  it('that is not', async () => {
    expect(await (await ground()).ecr.repository('other')).toBeUndefined()
  })

  it('says how it is scanned', async () => {
    const all = await ground()
    expect(await all.ecr.scanConfiguration('app')).toMatchObject({ scanType: 'BASIC', scanOnPush: true })
    await enhance(all, 'other')
    expect(await all.ecr.scanConfiguration('app')).toMatchObject({ scanType: 'ENHANCED', scanFrequency: 'MANUAL' })
    await enhance(all, 'a*')
    expect(await all.ecr.scanConfiguration('app')).toMatchObject({ scanFrequency: 'CONTINUOUS_SCAN' })
  })
})

describe('a tag', () => {
  it('is given, given again, and read back', async () => {
    const all = await ground()
    const { manifest, digest } = await image(all)
    const tagging = { repository: 'app', tag: 'v1', digest, mediaType, manifest }
    expect(await all.ecr.digestOf('app', 'v1')).toBeUndefined()
    expect(await all.ecr.putImage(tagging)).toBe('tagged')
    expect(await all.ecr.putImage(tagging)).toBe('already-there')
    expect(await all.ecr.digestOf('app', 'v1')).toBe(digest)
  })

  it('that is immutable is taken', async () => {
    const all = await ground('IMMUTABLE')
    const [one, two] = [await image(all), await image(all, 'two')]
    const tagging = { repository: 'app', tag: 'v1', mediaType }
    expect(await all.ecr.putImage({ ...tagging, ...one })).toBe('tagged')
    expect(await all.ecr.putImage({ ...tagging, ...two })).toBe('tag-taken')
    expect(await all.ecr.digestOf('app', 'v1')).toBe(one.digest)
  })

  it('is never given to other bytes than the digest says', async () => {
    const all = await ground()
    const { manifest, digest } = await image(all)
    const drifted = { repository: 'app', tag: 'v1', digest, mediaType, manifest: `${manifest}\n` }
    await expect(all.ecr.putImage(drifted)).rejects.toMatchObject({ message: /ImageDigestDoesNotMatchException/ })
    expect(await all.ecr.digestOf('app', 'v1')).toBeUndefined()
  })
})

describe('a scan', () => {
  it.for([
    ['by hand', async () => undefined, 'started'],
    ['by hand, twice within a day', async (all: Ground, digest: string) => all.ecr.startScan('app', digest), 'limited'],
    ['where scanning is enhanced', (all: Ground) => enhance(all, '*'), 'disabled'],
  ] as const)('%s', async ([, before, expected]) => {
    const all = await ground('MUTABLE', false)
    const { digest } = await image(all)
    await before(all, digest)
    expect(await all.ecr.startScan('app', digest)).toBe(expected)
  })

  it('that AWS throttles may be asked for again', async () => {
    const all = await ground('MUTABLE', false)
    const { digest } = await image(all)
    all.cloud.faults.inject({ service: 'ecr', operation: 'StartImageScan', code: 'ThrottlingException' })
    expect(await all.ecr.startScan('app', digest)).toBe('not-yet')
    expect(await all.ecr.startScan('app', digest)).toBe('started')
  })

  it('of an image that is not there', async () => {
    const { ecr } = await ground()
    const digest = sha256('nothing')
    expect(await ecr.startScan('app', digest)).toBe('not-yet')
    expect(await ecr.scan('app', digest)).toEqual({ kind: 'missing', what: 'image' })
  })

  it('that was never started', async () => {
    const all = await ground('MUTABLE', false)
    expect(await all.ecr.scan('app', (await image(all)).digest)).toEqual({ kind: 'missing', what: 'scan' })
  })

  it('in basic scanning', async () => {
    const all = await ground()
    const findings = [{ name: 'CVE-1', severity: 'UNDEFINED', package: 'zlib', version: '1.2', uri: 'https://cve/1' }]
    all.cloud.scans.script({ steps: [{ status: 'COMPLETE', description: 'done', findings }] })
    expect(await all.ecr.scan('app', (await image(all)).digest)).toEqual({
      kind: 'scan',
      status: 'COMPLETE',
      description: 'done',
      completedAt: expect.any(Number),
      findings: [
        {
          id: '["CVE-1","zlib","1.2"]',
          vulnerability: 'CVE-1',
          severity: 'UNDEFINED',
          packages: [{ name: 'zlib', version: '1.2' }],
          source: 'ecr',
          uri: 'https://cve/1',
        },
      ],
    })
  })

  it('in enhanced scanning, all pages of it', async () => {
    const all = await ground()
    await enhance(all, '*')
    const findings = Array.from({ length: 2500 }, (_, i) => ({
      name: `CVE-${i}`,
      severity: 'HIGH',
      package: 'p',
      version: '1',
      fixedIn: '2',
    }))
    all.cloud.scans.script({ steps: [{ status: 'ACTIVE', findings, settled: false }] })
    const answer = await all.ecr.scan('app', (await image(all)).digest)
    expect(answer).not.toHaveProperty('completedAt')
    expect(answer).toMatchObject({ status: 'ACTIVE', findings: { length: 2500 } })
    expect(answer).toHaveProperty('findings.2499', {
      title: expect.stringContaining('CVE-2499'),
      description: expect.stringContaining('CVE-2499'),
      exploit: false,
      fix: 'yes',
      source: 'ecr',
      id: expect.stringMatching(/^arn:aws:inspector2:/),
      vulnerability: 'CVE-2499',
      severity: 'HIGH',
      status: 'ACTIVE',
      packages: [{ name: 'p', version: '1', fixedIn: '2' }],
      uri: expect.stringContaining('CVE-2499'),
    })
  })

  it('that may not be read names what enhanced scanning needs besides', async () => {
    const all = await ground()
    all.cloud.faults.inject({ service: 'ecr', operation: 'DescribeImageScanFindings', code: 'AccessDeniedException' })
    await expect(all.ecr.scan('app', sha256('x'))).rejects.toMatchObject({ remedy: /inspector2:ListFindings/ })
  })
})
