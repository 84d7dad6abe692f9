import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CreateRepositoryCommand,
  DescribeImageScanFindingsCommand,
  PutRegistryScanningConfigurationCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import {
  BatchGetFindingDetailsCommand,
  Inspector2Client,
  ListCoverageCommand,
  ListFindingsCommand,
  paginateListFindings,
  type CoveredResource,
  type FilterCriteria,
  type Finding,
} from '@aws-sdk/client-inspector2'
import type { LocalCloud, ScanScript, ScanStep, ScriptedFinding } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient, image, index, push } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
let ecr: ECRClient
let inspector: Inspector2Client
const app = image('app')
const arn = `arn:aws:ecr:us-east-1:123456789012:repository/app/${app.digest}`

beforeEach(async () => {
  cloud = await startLocalCloud({ unknownValues: ['NEW_ONE'], speed: 1000 })
  ecr = ecrClient(cloud)
  const { accessKeyId, secretAccessKey, sessionToken } = cloud.credentials
  inspector = new Inspector2Client({
    endpoint: cloud.url,
    region: cloud.world.region,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 1,
  })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
})
afterEach(async () => {
  inspector.destroy()
  await cloud.stop()
})

const enhanced = (filter = '*'): Promise<unknown> =>
  ecr.send(
    new PutRegistryScanningConfigurationCommand({
      scanType: 'ENHANCED',
      rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter, filterType: 'WILDCARD' }] }],
    }),
  )
const ecrFindings = (nextToken?: string) =>
  ecr.send(
    new DescribeImageScanFindingsCommand({
      repositoryName: 'app',
      imageId: { imageDigest: app.digest },
      ...(nextToken && { nextToken }),
    }),
  )
const equal = (value: string) => [{ comparison: 'EQUALS' as const, value }]
const coverage = async (): Promise<CoveredResource | undefined> => {
  const filterCriteria = { resourceId: equal(arn) }
  return (await inspector.send(new ListCoverageCommand({ filterCriteria }))).coveredResources?.[0]
}
const findings = async (filterCriteria: FilterCriteria = {}): Promise<Finding[]> =>
  (
    await inspector.send(
      new ListFindingsCommand({ filterCriteria: { ecrImageHash: equal(app.digest), ...filterCriteria } }),
    )
  ).findings ?? []
const many = (count: number, severity = 'HIGH'): ScriptedFinding[] =>
  Array.from({ length: count }, (_, n) => ({ name: `CVE-2024-${n}`, severity, package: 'openssl', version: '3.0.1' }))
const scripted = async (steps: readonly ScanStep[], rest: Partial<ScanScript> = {}): Promise<void> => {
  await enhanced()
  cloud.scans.script({ ...rest, steps })
  await push(cloud, 'app', app, 'v1')
}

describe('coverage', () => {
  it('is empty with basic scanning, as are findings', async () => {
    cloud.scans.script({ steps: [{ status: 'COMPLETE', findings: many(1) }] })
    await push(cloud, 'app', app)
    expect((await inspector.send(new ListCoverageCommand({}))).coveredResources).toEqual([])
    expect(await findings()).toEqual([])
  })

  it('has repositories and images, not an index, and says what is not watched', async () => {
    await enhanced('other*')
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'other' }))
    await push(cloud, 'app', app, 'v1')
    await push(cloud, 'app', index(app), 'multi')
    const { coveredResources = [] } = await inspector.send(new ListCoverageCommand({}))
    const shown = coveredResources.map(({ resourceType, resourceId, scanStatus }) => [
      resourceType,
      resourceId?.split('repository/')[1],
      scanStatus?.statusCode,
      scanStatus?.reason,
    ])
    expect(shown).toEqual([
      ['AWS_ECR_REPOSITORY', 'app', 'INACTIVE', 'SCAN_FREQUENCY_MANUAL'],
      ['AWS_ECR_REPOSITORY', 'other', 'ACTIVE', 'SUCCESSFUL'],
      ['AWS_ECR_CONTAINER_IMAGE', `app/${app.digest}`, 'INACTIVE', 'SCAN_FREQUENCY_MANUAL'],
    ])
  })

  it('goes from pending to successful without a script, and then says when', async () => {
    await enhanced()
    const before = Date.now()
    await push(cloud, 'app', app, 'v1')
    const seen = new Set<string | undefined>()
    let last = await coverage()
    for (; last?.scanStatus?.reason !== 'SUCCESSFUL'; last = await coverage()) {
      seen.add(last?.scanStatus?.reason)
      expect(last).not.toHaveProperty('lastScannedAt')
    }
    expect([...seen].every((reason) => reason === 'PENDING_INITIAL_SCAN' || reason === 'SCAN_IN_PROGRESS')).toBe(true)
    expect(last).toMatchObject({
      accountId: '123456789012',
      scanType: 'PACKAGE',
      scanStatus: { statusCode: 'ACTIVE' },
      resourceMetadata: {
        ecrRepository: { name: 'app', scanFrequency: 'CONTINUOUS_SCAN' },
        ecrImage: { tags: ['v1'] },
      },
    })
    expect(last.lastScannedAt?.getTime()).toBeGreaterThanOrEqual(before)
  })

  it.for([
    ['UNSUPPORTED_IMAGE', 'INACTIVE', 'UNSUPPORTED_OS'],
    ['FAILED', 'INACTIVE', 'INTERNAL_ERROR'],
    ['SCAN_ELIGIBILITY_EXPIRED', 'INACTIVE', 'SCAN_ELIGIBILITY_EXPIRED'],
    ['FINDINGS_UNAVAILABLE', 'INACTIVE', 'INTERNAL_ERROR'],
    ['LIMIT_EXCEEDED', 'INACTIVE', 'INTERNAL_ERROR'],
    ['IMAGE_ARCHIVED', 'INACTIVE', 'IMAGE_ARCHIVED'],
    ['IMAGE_SIZE_EXCEEDED', 'INACTIVE', 'IMAGE_SIZE_EXCEEDED'],
    ['NEW_ONE', 'INACTIVE', 'INTERNAL_ERROR'],
    ['PENDING', 'ACTIVE', 'PENDING_INITIAL_SCAN'],
    ['IN_PROGRESS', 'ACTIVE', 'SCAN_IN_PROGRESS'],
    ['ACTIVE', 'ACTIVE', 'SUCCESSFUL'],
    ['COMPLETE', 'ACTIVE', 'SUCCESSFUL'],
  ] as const)('of %s is %s, %s, where a script does not say otherwise', async ([status, statusCode, reason]) => {
    await scripted([{ status }])
    expect((await ecrFindings()).imageScanStatus?.status).toBe(status)
    expect((await coverage())?.scanStatus).toEqual({ statusCode, reason })
  })

  it('is what a script says at each step, and moves with ECR’s answers', async () => {
    await scripted([
      { error: 'ScanNotFoundException', coverage: null },
      { status: 'ACTIVE', settled: false, coverage: { reason: 'SUCCESSFUL', lastScannedAt: -60_000 } },
      { status: 'ACTIVE', coverage: { reason: 'SUCCESSFUL', lastScannedAt: 1500 } },
    ])
    await expect(ecrFindings()).rejects.toMatchObject({ name: 'ScanNotFoundException' })
    expect(await coverage()).toBeUndefined()
    expect(await coverage()).toBeUndefined()
    const pushedAt = cloud.world.ecr.repositories.get('app')?.images.get(app.digest)?.pushedAt.getTime() ?? 0
    await ecrFindings()
    expect((await coverage())?.lastScannedAt?.getTime()).toBe(pushedAt - 60_000)
    await ecrFindings()
    expect((await coverage())?.lastScannedAt?.getTime()).toBe(pushedAt + 1500)
  })

  it('moves a script by its own answers where the script says so', async () => {
    const reasons = ['PENDING_INITIAL_SCAN', 'SCAN_IN_PROGRESS', 'UNSUPPORTED_MEDIA_TYPE'] as const
    await scripted(
      reasons.map((reason) => ({ status: 'ACTIVE', coverage: { reason } })),
      { pace: 'inspector2' },
    )
    await ecrFindings()
    await ecrFindings()
    const seen = [await coverage(), await coverage(), await coverage()]
    expect(seen.map((resource) => resource?.scanStatus?.reason)).toEqual(reasons)
  })
})

describe('findings', () => {
  it('arrive late, the same in ECR and in Inspector', async () => {
    const counts = [0, 1, 73, 97]
    await scripted(counts.map((count, at) => ({ status: 'ACTIVE', settled: at > 0, findings: many(count) })))
    const seen: unknown[] = []
    for (const _ of counts) {
      const { imageScanFindings } = await ecrFindings()
      seen.push([imageScanFindings?.enhancedFindings?.length, (await findings()).length, imageScanFindings?.findingSeverityCounts]) // prettier-ignore
    }
    expect(seen).toEqual([
      [0, 0, undefined],
      [1, 1, { HIGH: 1 }],
      [73, 73, { HIGH: 73 }],
      [97, 97, { HIGH: 97 }],
    ])
    const [fromEcr, fromInspector] = [(await ecrFindings()).imageScanFindings?.enhancedFindings, await findings()]
    expect(fromInspector.map(({ findingArn }) => findingArn)).toEqual(fromEcr?.map(({ findingArn }) => findingArn))
    expect(fromInspector[0]?.findingArn).toMatch(/^arn:aws:inspector2:us-east-1:123456789012:finding\/[a-f0-9]{32}$/)
  })

  it('have EPSS, exploits, fixes, layers and packages', async () => {
    const finding: ScriptedFinding = {
      name: 'CVE-2021-44228',
      severity: 'CRITICAL',
      package: 'log4j-core',
      version: '2.14.1',
      fixedIn: '2.15.0',
      manager: 'JAR',
      path: 'app/lib/log4j-core.jar',
      layer: app.blobs[1]?.digest ?? '',
      more: [{ name: 'log4j-api', version: '2.14.1' }],
      fix: 'PARTIAL',
      score: 10,
      vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H',
      related: ['GHSA-jfh8-c2jp-5v3q'],
      exploit: true,
      epss: 0.97,
      kev: true,
    }
    await scripted([
      { status: 'ACTIVE', findings: [finding, { name: 'CVE-2', severity: 'UNDEFINED', status: 'SUPPRESSED' }] },
    ])
    const [first, second] = await findings()
    const shared = {
      severity: 'CRITICAL',
      status: 'ACTIVE',
      fixAvailable: 'PARTIAL',
      exploitAvailable: 'YES',
      packageVulnerabilityDetails: {
        vulnerabilityId: 'CVE-2021-44228',
        relatedVulnerabilities: ['GHSA-jfh8-c2jp-5v3q'],
        cvss: [{ baseScore: 10, version: '3.1' }],
        vulnerablePackages: [
          {
            name: 'log4j-core',
            packageManager: 'JAR',
            sourceLayerHash: app.blobs[1]?.digest,
            fixedInVersion: '2.15.0',
          },
          { name: 'log4j-api', version: '2.14.1' },
        ],
      },
      resources: [{ id: arn, details: { awsEcrContainerImage: { imageHash: app.digest, imageTags: ['v1'] } } }],
    }
    expect(first).toMatchObject({ ...shared, inspectorScore: 10, epss: { score: 0.97 } })
    expect(second).toMatchObject({
      severity: 'UNTRIAGED',
      status: 'SUPPRESSED',
      fixAvailable: 'NO',
      exploitAvailable: 'NO',
    })
    expect(second).not.toHaveProperty('epss')
    const { imageScanFindings } = await ecrFindings()
    expect(imageScanFindings?.enhancedFindings?.[0]).toMatchObject({ ...shared, score: 10 })
    expect(imageScanFindings?.enhancedFindings?.[0]).not.toHaveProperty('epss')
  })

  it.for<readonly [string, FilterCriteria, readonly string[]]>([
    ['severity', { severity: [...equal('HIGH'), ...equal('LOW')] }, ['A', 'C']],
    ['what it is not', { severity: [{ comparison: 'NOT_EQUALS', value: 'HIGH' }] }, ['B', 'C']],
    ['fixes', { fixAvailable: equal('YES') }, ['B']],
    ['EPSS', { epssScore: [{ lowerInclusive: 0.5 }] }, ['B']],
    ['EPSS up to', { epssScore: [{ upperInclusive: 0.5 }] }, ['A']],
    ['the score', { inspectorScore: [{ lowerInclusive: 7, upperInclusive: 8 }] }, ['A']],
    ['exploits and severity', { exploitAvailable: equal('YES'), severity: equal('HIGH') }, []],
    ['the beginning of a name', { vulnerabilityId: [{ comparison: 'PREFIX', value: 'B' }] }, ['B']],
    ['the status', { findingStatus: equal('SUPPRESSED') }, ['C']],
    ['a tag', { ecrImageTags: equal('v1') }, ['A', 'B', 'C']],
    ['another tag', { ecrImageTags: equal('v2') }, []],
    ['time', { firstObservedAt: [{ endInclusive: new Date(0) }] }, []],
    ['another image', { ecrImageHash: equal(`sha256:${'0'.repeat(64)}`) }, []],
  ])('are filtered by %s', async ([, criteria, wanted]) => {
    await scripted([
      {
        status: 'ACTIVE',
        findings: [
          { name: 'A', severity: 'HIGH', epss: 0.1, score: 7.5 },
          { name: 'B', severity: 'CRITICAL', epss: 0.9, score: 9.8, fixedIn: '2', exploit: true },
          { name: 'C', severity: 'LOW', status: 'SUPPRESSED' },
        ],
      },
    ])
    const found = await findings(criteria)
    expect(found.map(({ packageVulnerabilityDetails }) => packageVulnerabilityDetails?.vulnerabilityId)).toEqual(wanted)
  })

  it('come in pages, as small as a script wants them, in ECR as well', async () => {
    await scripted([{ status: 'ACTIVE', pageSize: 4, findings: [...many(5), ...many(4, 'LOW').map((low) => ({ ...low, version: '9' }))] }]) // prettier-ignore
    const sizes: number[] = []
    const arns = new Set<string | undefined>()
    for await (const page of paginateListFindings({ client: inspector, pageSize: 100 }, {})) {
      sizes.push(page.findings?.length ?? 0)
      for (const { findingArn } of page.findings ?? []) arns.add(findingArn)
    }
    expect([sizes, arns.size]).toEqual([[4, 4, 1], 9])
    const counts: unknown[] = []
    let nextToken: string | undefined
    do {
      const page = await ecrFindings(nextToken)
      counts.push(page.imageScanFindings?.findingSeverityCounts)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(counts).toEqual([{ HIGH: 4 }, { HIGH: 1, LOW: 3 }, { LOW: 1 }])
  })

  it('of what is not watched any longer are closed', async () => {
    await scripted([{ status: 'SCAN_ELIGIBILITY_EXPIRED', findings: many(1) }])
    expect((await ecrFindings()).imageScanFindings).toBeUndefined()
    expect(await findings()).toMatchObject([{ status: 'CLOSED' }])
  })
})

describe('details', () => {
  it('say what CISA knows, and what was not found', async () => {
    await scripted([
      {
        status: 'ACTIVE',
        findings: [
          { name: 'KEV', severity: 'LOW', kev: true, epss: 0.5 },
          { name: 'NOT', severity: 'LOW' },
        ],
      },
    ])
    const findingArns = (await findings()).map(({ findingArn = '' }) => findingArn)
    const missing = 'arn:aws:inspector2:us-east-1:123456789012:finding/0'
    const answer = await inspector.send(new BatchGetFindingDetailsCommand({ findingArns: [...findingArns, missing] }))
    expect(answer.findingDetails).toMatchObject([
      { findingArn: findingArns[0], cisaData: { dateAdded: expect.any(Date), action: expect.stringContaining('Apply') }, epssScore: 0.5 }, // prettier-ignore
      { findingArn: findingArns[1] },
    ])
    expect(answer.findingDetails?.[1]).not.toHaveProperty('cisaData')
    expect(answer.errors).toMatchObject([{ findingArn: missing, errorCode: 'FINDING_DETAILS_NOT_FOUND' }])
  })
})

describe('Inspector refuses', () => {
  it.for([
    ['eleven details', new BatchGetFindingDetailsCommand({ findingArns: Array(11).fill('arn') as string[] })],
    ['pages that are too large', new ListFindingsCommand({ maxResults: 101 })],
    ['a token of somebody else', new ListCoverageCommand({ nextToken: 'x' })],
    [
      'eleven filters',
      new ListFindingsCommand({ filterCriteria: { severity: Array(11).fill(equal('LOW')[0]) as [] } }),
    ],
  ] as const)('%s', async ([, command]) => {
    await expect(inspector.send(command as ListFindingsCommand)).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'FIELD_VALIDATION_FAILED',
      $metadata: { httpStatusCode: 400 },
    })
  })

  it('what the local cloud cannot do, by name', async () => {
    const criteria = { filterCriteria: { networkProtocol: equal('TCP') } }
    await expect(inspector.send(new ListFindingsCommand(criteria))).rejects.toMatchObject({
      name: 'UnsupportedByLocalCloud',
      message: 'inspector2 ListFindings does not filter by "networkProtocol" here',
    })
    const other = await fetch(`${cloud.url}/findings/aggregation/list`, { method: 'POST', body: '{}' })
    expect([other.status, other.headers.get('x-amzn-errortype')]).toEqual([501, 'UnsupportedByLocalCloud'])
  })

  it.for([
    ['ThrottlingException', 429],
    ['AccessDeniedException', 403],
    ['InternalServerException', 500],
  ] as const)('with %s and status %s, when a fault says so', async ([code, httpStatusCode]) => {
    cloud.faults.inject({ service: 'inspector2', operation: 'ListFindings', code })
    await expect(findings()).rejects.toMatchObject({ name: code, $metadata: { httpStatusCode } })
    expect(await findings()).toEqual([])
  })

  it('what is signed for another service, and credentials that have expired', async () => {
    const signed = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-date': '20260101T000000Z',
    }
    const wrong = await fetch(`${cloud.url}/findings/list`, { method: 'POST', headers: signed, body: '{}' })
    expect([wrong.status, wrong.headers.get('x-amzn-errortype')]).toEqual([403, 'InvalidSignatureException'])
    cloud.credentials.expire()
    await expect(findings()).rejects.toMatchObject({ name: 'ExpiredTokenException' })
  })
})

it('scripts for Inspector come over HTTP as well', async () => {
  await enhanced()
  const steps = [{ status: 'ACTIVE', pageSize: 1, coverage: { reason: 'IMAGE_SIZE_EXCEEDED', status: 'ACTIVE' }, findings: many(2) }] // prettier-ignore
  const body = JSON.stringify({ repository: 'app', pace: 'inspector2', steps })
  expect((await fetch(`${cloud.url}/_local/scans`, { method: 'POST', body })).status).toBe(200)
  await push(cloud, 'app', app)
  expect((await coverage())?.scanStatus).toEqual({ statusCode: 'ACTIVE', reason: 'IMAGE_SIZE_EXCEEDED' })
  expect(await findings()).toHaveLength(1)
})
