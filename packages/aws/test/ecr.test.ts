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
import { createInspector } from '../src/inspector.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

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
  await put({ ecr }, manifest)
  return { manifest, digest: sha256(manifest) }
}

async function put({ ecr }: Pick<Ground, 'ecr'>, manifest: string): Promise<void> {
  const { endpoint, token } = await ecr.login()
  const headers = { authorization: `Basic ${token}`, 'content-type': mediaType }
  await fetch(`${endpoint}/v2/app/manifests/${sha256(manifest)}`, { method: 'PUT', headers, body: manifest })
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

  it.for([
    ['none', undefined, 'BASIC', 'MANUAL'],
    ['one that matches', 'ne*', 'ENHANCED', 'CONTINUOUS_SCAN'],
    ['one that is a part of its name', 'ew-ap', 'ENHANCED', 'CONTINUOUS_SCAN'],
    ['one that matches others', 'old*', 'ENHANCED', 'MANUAL'],
  ] as const)('that is not there yet says how the registry would scan it, with the filter %s', async (row) => {
    const [, filter, scanType, scanFrequency] = row
    const all = await ground()
    if (filter !== undefined) await enhance(all, filter)
    expect(await all.ecr.scanConfiguration('new-app')).toEqual({ scanType, scanFrequency, scanOnPush: false })
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

describe('an image', () => {
  it('is read back: what it is, its bytes, and what of it is there', async () => {
    const all = await ground()
    const { manifest, digest } = await image(all)
    await all.ecr.putImage({ repository: 'app', tag: 'v1', digest, mediaType, manifest })
    expect(await all.ecr.image('app', { digest })).toMatchObject({ digest, tags: ['v1'], mediaType, status: 'ACTIVE' })
    expect(await all.ecr.image('app', { tag: 'v2' })).toBeUndefined()
    expect(await all.ecr.manifest('app', digest)).toEqual({ mediaType, bytes: Buffer.from(manifest) })
    expect(await all.ecr.manifest('app', sha256('nothing'))).toBeUndefined()
    const config = (JSON.parse(manifest) as { readonly config: { readonly digest: string } }).config.digest
    expect(await all.ecr.blobsThere('app', [config, sha256('nothing')])).toEqual(new Set([config]))
    expect(await all.ecr.blobsThere('other', [config])).toEqual(new Set())
  })

  it('loses a tag, and never itself', async () => {
    const all = await ground()
    const { manifest, digest } = await image(all)
    for (const tag of ['candidate', 'v1'])
      await all.ecr.putImage({ repository: 'app', tag, digest, mediaType, manifest })
    expect(await all.ecr.untag('app', 'candidate')).toBe('untagged')
    expect(await all.ecr.untag('app', 'candidate')).toBe('not-there')
    expect(await all.ecr.untag('app', 'v1')).toBe('last-tag')
    expect(await all.ecr.image('app', { digest })).toMatchObject({ tags: ['v1'] })
  })

  it('has referrers, of one type or of all', async () => {
    const all = await ground()
    const { manifest, digest } = await image(all)
    const artifacts = ['a', 'b'].map((kind) => ({
      ...(JSON.parse(manifest) as object),
      artifactType: `application/x-${kind}`,
      subject: { mediaType, digest, size: manifest.length },
      annotations: { kind },
    }))
    for (const artifact of artifacts) await put(all, JSON.stringify(artifact))
    const [a, b] = artifacts.map((artifact) => {
      const text = JSON.stringify(artifact)
      const { artifactType, annotations } = artifact
      return { digest: sha256(text), artifactType, annotations, size: text.length }
    })
    expect(await all.ecr.referrers('app', digest, 'application/x-b')).toEqual([b])
    const found = await all.ecr.referrers('app', digest)
    expect(found.toSorted((x, y) => x.artifactType.localeCompare(y.artifactType))).toEqual([a, b])
    expect(await all.ecr.referrers('app', sha256('nothing'))).toEqual([])
  })
})

describe('beside its images', () => {
  it('ECR has settings of the account', async () => {
    const { ecr } = await ground()
    expect(await ecr.accountSetting('BLOB_MOUNTING')).toMatch(/^(ENABLED|DISABLED)$/)
  })

  it('a repository has a lifecycle policy', async () => {
    const { ecr } = await ground()
    const selection = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 }
    const policy = JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] })
    expect(await ecr.lifecyclePolicy('app')).toBeUndefined()
    await ecr.putLifecyclePolicy('app', policy)
    expect(JSON.parse((await ecr.lifecyclePolicy('app')) ?? '')).toEqual(JSON.parse(policy))
  })

  it('Inspector knows what it has looked at, and what ECR does not tell of findings', async () => {
    const all = await ground()
    await enhance(all, '*')
    const findings = [
      { name: 'CVE-1', severity: 'HIGH', package: 'zlib', version: '1.2', epss: 0.5, kev: true, exploit: true },
      { name: 'CVE-2', severity: 'LOW', package: 'zlib', version: '1.2', score: 3.1, layer: sha256('layer') },
    ]
    all.cloud.scans.script({ steps: [{ status: 'ACTIVE', findings, coverage: { reason: 'SUCCESSFUL' } }] })
    const { digest } = await image(all)
    await all.ecr.scan('app', digest)
    const { arn = '' } = (await all.ecr.repository('app')) ?? {}
    const inspector = createInspector()
    const coverage = await inspector.coverage(arn, digest)
    expect(coverage).toMatchObject({ status: 'ACTIVE', reason: 'SUCCESSFUL', lastScannedAt: expect.any(Number) })
    expect(await inspector.coverage('app', digest)).toEqual(coverage)
    expect(await inspector.coverage(arn, sha256('nothing'))).toBeUndefined()
    const found = await inspector.findings(arn, digest)
    const [first, second] = found.toSorted((a, b) => a.vulnerability.localeCompare(b.vulnerability))
    expect(first).toMatchObject({ vulnerability: 'CVE-1', epss: 0.5, exploit: true, source: 'inspector' })
    expect(second).toMatchObject({ score: 3.1, packages: [{ name: 'zlib', version: '1.2', layer: sha256('layer') }] })
    expect(await inspector.knownExploited(found.map(({ id }) => id))).toEqual(new Set([first?.id]))
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
