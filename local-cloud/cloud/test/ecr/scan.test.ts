import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  BatchGetRepositoryScanningConfigurationCommand,
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  GetRegistryScanningConfigurationCommand,
  PutImageScanningConfigurationCommand,
  PutRegistryScanningConfigurationCommand,
  StartImageScanCommand,
  type DescribeImageScanFindingsCommandOutput,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import type { LocalCloud, ScanStep } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { blob, ecrClient, image, imageType, index, push, sha256 } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
const app = image('app', { Labels: { team: 'blue' } })

beforeEach(async () => {
  cloud = await startLocalCloud({ speed: 1000 })
  ecr = ecrClient(cloud)
  await ecr.send(
    new CreateRepositoryCommand({ repositoryName: 'app', imageScanningConfiguration: { scanOnPush: true } }),
  )
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'manual' }))
})
afterEach(() => cloud.stop())

function look(extra: { nextToken?: string; maxResults?: number } = {}, repositoryName = 'app', digest = app.digest) {
  const imageId = { imageDigest: digest }
  return ecr.send(new DescribeImageScanFindingsCommand({ repositoryName, imageId, ...extra }))
}

async function lookUntilTerminal(digest = app.digest): Promise<DescribeImageScanFindingsCommandOutput> {
  for (;;) {
    const found = await look({}, 'app', digest)
    const status = found.imageScanStatus?.status
    if (status !== 'PENDING' && status !== 'IN_PROGRESS') return found
  }
}

const finding = (name: string, severity: string): NonNullable<ScanStep['findings']>[number] => {
  return { name, severity, package: 'openssl', version: '3.0.1', score: 9.8 }
}
const enhanced = (repository = '*', scanFrequency: 'CONTINUOUS_SCAN' | 'SCAN_ON_PUSH' = 'CONTINUOUS_SCAN') =>
  ecr.send(
    new PutRegistryScanningConfigurationCommand({
      scanType: 'ENHANCED',
      rules: [{ scanFrequency, repositoryFilters: [{ filter: repository, filterType: 'WILDCARD' }] }],
    }),
  )

describe('without a script', () => {
  it('a push into a repository with scanOnPush ends in COMPLETE without findings', async () => {
    await push(cloud, 'app', app)
    const done = await lookUntilTerminal()
    expect(done).toMatchObject({
      registryId: '123456789012',
      imageId: { imageDigest: app.digest },
      imageScanStatus: { status: 'COMPLETE', description: 'The scan was completed successfully.' },
      imageScanFindings: { findings: [], findingSeverityCounts: {} },
    })
    expect(done.imageScanFindings?.imageScanCompletedAt).toBeInstanceOf(Date)
  })

  it('continuous scanning ends in ACTIVE, with enhanced findings', async () => {
    await enhanced()
    await push(cloud, 'manual', app)
    let found = await look({}, 'manual')
    while (found.imageScanStatus?.status !== 'ACTIVE') found = await look({}, 'manual')
    expect(found.imageScanFindings).toMatchObject({ enhancedFindings: [] })
    expect(found.imageScanFindings).not.toHaveProperty('findings')
  })

  it('nothing is scanned that nobody asked to scan, and enhanced scanning without a filter scans nothing', async () => {
    await push(cloud, 'manual', app)
    await expect(look({}, 'manual')).rejects.toMatchObject({
      name: 'ScanNotFoundException',
      message: expect.stringContaining(`imageDigest:'${app.digest}'`),
    })
    await enhanced('other/*')
    await push(cloud, 'app', app)
    await expect(look()).rejects.toMatchObject({ name: 'ScanNotFoundException' })
    await expect(look({}, 'app', `sha256:${'1'.repeat(64)}`)).rejects.toMatchObject({ name: 'ImageNotFoundException' })
  })
})

it('what is not a container image is answered with UNSUPPORTED_IMAGE', async () => {
  const config = blob('application/vnd.oci.image.config.v1+json', '{}')
  const layer = blob('application/vnd.in-toto+json', '{"predicateType":"https://slsa.dev/provenance/v1"}')
  const describe = ({ mediaType, digest, size }: typeof layer): object => ({ mediaType, digest, size })
  const value = { schemaVersion: 2, mediaType: imageType, config: describe(config), layers: [describe(layer)] }
  const manifest = JSON.stringify(value)
  const attestation = { manifest, mediaType: imageType, digest: sha256(manifest), blobs: [config, layer] }
  await push(cloud, 'app', attestation)
  const found = await look({}, 'app', attestation.digest)
  expect(found.imageScanStatus?.status).toBe('UNSUPPORTED_IMAGE')
  expect(found).not.toHaveProperty('imageScanFindings')
})

describe('a script', () => {
  it('gives statuses one answer at a time, errors among them', async () => {
    cloud.scans.script({
      repository: 'app',
      steps: [
        { error: 'ScanNotFoundException', observations: 2 },
        { status: 'PENDING' },
        { error: 'ThrottlingException', message: 'Rate exceeded' },
        { status: 'FAILED' },
      ],
    })
    await push(cloud, 'app', app)
    const seen: unknown[] = []
    for (let n = 0; n < 6; n += 1) {
      await look().then(
        ({ imageScanStatus }) => seen.push(imageScanStatus?.status),
        (error: Error) => seen.push(error.name),
      )
    }
    expect(seen).toEqual([
      'ScanNotFoundException',
      'ScanNotFoundException',
      'PENDING',
      'ThrottlingException',
      'FAILED',
      'FAILED',
    ])
  })

  it('lets findings grow after COMPLETE, first without counts and completion time', async () => {
    const [high, critical] = [finding('CVE-1', 'HIGH'), finding('CVE-2', 'CRITICAL')]
    cloud.scans.script({
      digest: app.digest,
      steps: [
        { status: 'COMPLETE', settled: false },
        { status: 'COMPLETE', findings: [high], forMs: 1 },
        { status: 'COMPLETE', findings: [high, critical] },
      ],
    })
    await push(cloud, 'app', app)
    const early = await look()
    expect(early.imageScanFindings).toEqual({ findings: [] })
    const growing = await look()
    let last = growing
    while (last.imageScanFindings?.findings?.length !== 2) last = await look()
    expect(last.imageScanFindings.findingSeverityCounts).toEqual({ HIGH: 1, CRITICAL: 1 })
    expect(last.imageScanFindings.findings[1]).toMatchObject({
      name: 'CVE-2',
      severity: 'CRITICAL',
      attributes: [
        { key: 'package_name', value: 'openssl' },
        { key: 'package_version', value: '3.0.1' },
        { key: 'CVSS3_SCORE', value: '9.8' },
      ],
    })
  })

  it.for([
    { name: 'a tag', given: { tag: 'v1' }, matches: true },
    { name: 'another tag', given: { tag: 'v2' }, matches: false },
    { name: 'a platform', given: { platform: 'linux/amd64' }, matches: true },
    { name: 'another platform', given: { platform: 'linux/arm64' }, matches: false },
    { name: 'another repository', given: { repository: 'other' }, matches: false },
    {
      name: 'a predicate on the config',
      given: { when: ({ config }: { config: unknown }) => JSON.stringify(config).includes('"team":"blue"') },
      matches: true,
    },
    { name: 'a predicate that does not hold', given: { when: () => false }, matches: false },
  ])('is chosen by $name', async ({ given, matches }) => {
    cloud.scans.script({ ...given, steps: [{ status: 'UNSUPPORTED_IMAGE' }] })
    const made = image('app', { Labels: { team: 'blue' } }, { os: 'linux', architecture: 'amd64' })
    await push(cloud, 'app', made, 'v1')
    expect((await lookUntilTerminal(made.digest)).imageScanStatus?.status).toBe(
      matches ? 'UNSUPPORTED_IMAGE' : 'COMPLETE',
    )
  })

  it('that is given later replaces what an image had, until it is taken back', async () => {
    await push(cloud, 'app', app)
    await lookUntilTerminal()
    const takeBack = cloud.scans.script({ steps: [{ status: 'COMPLETE', findings: [finding('CVE-3', 'LOW')] }] })
    expect((await look()).imageScanFindings?.findings).toHaveLength(1)
    takeBack()
    expect((await lookUntilTerminal()).imageScanFindings?.findings).toEqual([])
  })

  it('comes over HTTP as well, and a wrong one is refused by name', async () => {
    const post = (body: object): Promise<Response> =>
      fetch(`${cloud.url}/_local/scans`, { method: 'POST', body: JSON.stringify(body) })
    expect((await post({ repository: 'app', steps: [{ status: 'FAILED' }] })).status).toBe(200)
    await push(cloud, 'app', app)
    expect((await look()).imageScanStatus?.status).toBe('FAILED')
    const wrong = await post({ repo: 'app', steps: [] })
    const message = '"repo" is not one of repository, digest, tag, platform, pace, steps'
    expect([wrong.status, await wrong.json()]).toEqual([400, { message }])
  })
})

describe('pages', () => {
  const findings = [
    ...Array.from({ length: 3 }, (_, n) => finding(`CVE-H${n}`, 'HIGH')),
    ...Array.from({ length: 2 }, (_, n) => finding(`CVE-C${n}`, 'CRITICAL')),
  ]
  const pages = async (): Promise<DescribeImageScanFindingsCommandOutput[]> => {
    const all: DescribeImageScanFindingsCommandOutput[] = []
    let nextToken: string | undefined
    do {
      const page = await look({ maxResults: 3, ...(nextToken && { nextToken }) })
      all.push(page)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    return all
  }

  it('of enhanced findings count severities over the page only', async () => {
    await enhanced()
    cloud.scans.script({ steps: [{ status: 'ACTIVE', findings }] })
    await push(cloud, 'app', app, 'v1')
    const all = await pages()
    expect(all.map(({ imageScanFindings }) => imageScanFindings?.findingSeverityCounts)).toEqual([
      { HIGH: 3 },
      { CRITICAL: 2 },
    ])
    expect(all[1]?.imageScanFindings?.enhancedFindings?.[0]).toMatchObject({
      severity: 'CRITICAL',
      status: 'ACTIVE',
      type: 'PACKAGE_VULNERABILITY',
      fixAvailable: 'NO',
      packageVulnerabilityDetails: { vulnerabilityId: 'CVE-C0', vulnerablePackages: [{ name: 'openssl' }] },
      resources: [{ details: { awsEcrContainerImage: { imageHash: app.digest, imageTags: ['v1'] } } }],
    })
  })

  it('of basic findings count them all, and are one observation together', async () => {
    cloud.scans.script({ steps: [{ status: 'COMPLETE', findings }, { status: 'FAILED' }] })
    await push(cloud, 'app', app)
    const all = await pages()
    expect(all.map(({ imageScanFindings }) => imageScanFindings?.findingSeverityCounts)).toEqual([
      { HIGH: 3, CRITICAL: 2 },
      { HIGH: 3, CRITICAL: 2 },
    ])
    expect((await look()).imageScanStatus?.status).toBe('FAILED')
  })
})

describe('StartImageScan', () => {
  const start = (repositoryName: string, imageDigest = app.digest): Promise<unknown> =>
    ecr.send(new StartImageScanCommand({ repositoryName, imageId: { imageDigest } }))

  it('scans once a day and image, the scan on push included', async () => {
    await push(cloud, 'manual', app)
    expect(await start('manual')).toMatchObject({ imageScanStatus: { status: 'PENDING' } })
    await expect(start('manual')).rejects.toMatchObject({ name: 'LimitExceededException' })
    await push(cloud, 'app', app)
    await expect(start('app')).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  it('may be repeated after FAILED', async () => {
    cloud.scans.script({ steps: [{ status: 'FAILED' }] })
    await push(cloud, 'app', app)
    await look()
    await expect(start('app')).resolves.toBeDefined()
  })

  it('does not exist with enhanced scanning', async () => {
    await enhanced()
    await push(cloud, 'app', app)
    await expect(start('app')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'This feature is disabled',
    })
  })

  it('refuses an index, which a push does not scan either', async () => {
    await push(cloud, 'app', app)
    const multi = index(app)
    await push(cloud, 'app', multi, 'multi')
    await expect(start('app', multi.digest)).rejects.toMatchObject({
      name: 'UnsupportedImageTypeException',
      message: `An artifact with media type '${multi.mediaType}' cannot be scanned`,
    })
    await expect(look({}, 'app', multi.digest)).rejects.toMatchObject({ name: 'ScanNotFoundException' })
  })
})

describe('scanning configuration', () => {
  it('says for each repository what will be scanned, and which are not there', async () => {
    await ecr.send(
      new PutImageScanningConfigurationCommand({
        repositoryName: 'manual',
        imageScanningConfiguration: { scanOnPush: false },
      }),
    )
    const ask = () =>
      ecr.send(new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames: ['app', 'manual', 'nowhere'] }))
    expect(await ask()).toMatchObject({
      scanningConfigurations: [
        { repositoryName: 'app', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH', appliedScanFilters: [] },
        { repositoryName: 'manual', scanOnPush: false, scanFrequency: 'MANUAL', appliedScanFilters: [] },
      ],
      failures: [{ repositoryName: 'nowhere', failureCode: 'REPOSITORY_NOT_FOUND' }],
    })
    await enhanced('man*')
    expect((await ask()).scanningConfigurations).toMatchObject([
      { scanOnPush: false, scanFrequency: 'MANUAL' },
      { scanOnPush: true, scanFrequency: 'CONTINUOUS_SCAN', appliedScanFilters: [{ filter: 'man*' }] },
    ])
    expect(await ecr.send(new GetRegistryScanningConfigurationCommand({}))).toMatchObject({
      registryId: '123456789012',
      scanningConfiguration: { scanType: 'ENHANCED', rules: [{ scanFrequency: 'CONTINUOUS_SCAN' }] },
    })
  })
})
