import { describe, expect, it } from 'vitest'
import { createInspector } from '../src/inspector.ts'
import { isTransient } from '../src/transient.ts'
import { startWire } from './wire.ts'

const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/app'
const digest = `sha256:${'a'.repeat(64)}`
const type = [{ comparison: 'EQUALS', value: 'AWS_ECR_CONTAINER_IMAGE' }]

const covered = (of: string, reason = 'SUCCESSFUL', lastScannedAt?: number): object => ({
  resourceId: `${arn}/${of}`,
  resourceType: 'AWS_ECR_CONTAINER_IMAGE',
  accountId: '123456789012',
  scanType: 'PACKAGE',
  scanStatus: { statusCode: 'ACTIVE', reason },
  ...(lastScannedAt === undefined ? {} : { lastScannedAt }),
})

describe('coverage', () => {
  it("of an image is asked by the repository's ARN", async () => {
    const wire = await startWire(() => ({ body: { coveredResources: [covered(digest, 'SUCCESSFUL', 1_700_000_000)] } }))
    expect(await createInspector().coverage(arn, digest)).toEqual({
      status: 'ACTIVE',
      reason: 'SUCCESSFUL',
      lastScannedAt: 1_700_000_000_000,
    })
    const resourceId = [{ comparison: 'EQUALS', value: `${arn}/${digest}` }]
    const input = { maxResults: 200, filterCriteria: { resourceType: type, resourceId } }
    expect(wire.calls).toEqual([{ operation: '/coverage/list', input }])
  })

  it('of an image is found by name, on whatever page', async () => {
    const wire = await startWire((_, { nextToken }) => ({
      body:
        nextToken === undefined
          ? { coveredResources: [covered('sha256:other')], nextToken: 't' }
          : { coveredResources: [covered(digest, 'PENDING_INITIAL_SCAN')] },
    }))
    expect(await createInspector().coverage('shop/app', digest)).toEqual({
      status: 'ACTIVE',
      reason: 'PENDING_INITIAL_SCAN',
    })
    const ecrRepositoryName = [{ comparison: 'EQUALS', value: 'shop/app' }]
    expect(wire.calls[0]?.input).toMatchObject({ filterCriteria: { resourceType: type, ecrRepositoryName } })
  })

  it('of what Inspector does not know is nothing', async () => {
    await startWire(() => ({ body: { coveredResources: [covered('sha256:other')] } }))
    expect(await createInspector().coverage(arn, digest)).toBeUndefined()
  })

  it('that may not be read names the statement', async () => {
    await startWire(() => ({ code: 'AccessDeniedException', status: 403 }))
    await expect(createInspector().coverage('shop/app', digest)).rejects.toMatchObject({
      code: 'AWS_ACCESS_DENIED',
      remedy: expect.stringContaining('{"Effect":"Allow","Action":"inspector2:ListCoverage","Resource":"*"}'),
    })
  })
})

describe('findings', () => {
  const finding = (n: number, more: object = {}): object => ({
    findingArn: `arn:finding/${n}`,
    awsAccountId: '123456789012',
    type: 'PACKAGE_VULNERABILITY',
    title: `CVE-${n}`,
    description: 'Bad.',
    severity: 'HIGH',
    status: 'SUPPRESSED',
    remediation: {},
    resources: [],
    firstObservedAt: 1,
    lastObservedAt: 1,
    inspectorScore: 6.5,
    packageVulnerabilityDetails: { vulnerabilityId: `CVE-${n}`, source: 'NVD', vulnerablePackages: [] },
    ...more,
  })

  it('come from all pages, with EPSS and the state that rules gave them', async () => {
    const wire = await startWire((_, { nextToken }) => ({
      body:
        nextToken === undefined
          ? { findings: [finding(1, { epss: { score: 0.91 }, exploitAvailable: 'YES' })], nextToken: 't' }
          : { findings: [finding(2)] },
    }))
    const common = { severity: 'HIGH', status: 'SUPPRESSED', packages: [], source: 'inspector', description: 'Bad.' }
    expect(await createInspector().findings(arn, digest)).toEqual([
      {
        ...common,
        id: 'arn:finding/1',
        vulnerability: 'CVE-1',
        title: 'CVE-1',
        score: 6.5,
        epss: 0.91,
        exploit: true,
      },
      { ...common, id: 'arn:finding/2', vulnerability: 'CVE-2', title: 'CVE-2', score: 6.5 },
    ])
    const filterCriteria = {
      ecrImageHash: [{ comparison: 'EQUALS', value: digest }],
      ecrImageRepositoryName: [{ comparison: 'EQUALS', value: 'shop/app' }],
    }
    expect(wire.calls).toEqual([
      { operation: '/findings/list', input: { filterCriteria, maxResults: 100 } },
      { operation: '/findings/list', input: { filterCriteria, maxResults: 100, nextToken: 't' } },
    ])
  })

  it('that may not be read name the statement', async () => {
    await startWire(() => ({ code: 'AccessDeniedException', status: 403 }))
    await expect(createInspector().findings(arn, digest)).rejects.toMatchObject({
      remedy: expect.stringContaining('{"Effect":"Allow","Action":"inspector2:ListFindings","Resource":"*"}'),
    })
  })
})

describe('known exploited', () => {
  it('are those in the catalogue, asked for ten at a time, each once', async () => {
    const arns = Array.from({ length: 25 }, (_, i) => `arn:finding/${i}`)
    const wire = await startWire((_, input) => {
      const asked = input['findingArns'] as readonly string[]
      const findingDetails = asked.map((findingArn) => ({
        findingArn,
        ...(findingArn.endsWith('7') ? { cisaData: { dateAdded: 1, action: 'patch' } } : {}),
      }))
      return { body: { findingDetails: findingDetails.slice(1), errors: [notFound(asked[0] ?? '')] } }
    })
    const listed = await createInspector().knownExploited([...arns, 'arn:finding/3'])
    expect([...listed].toSorted()).toEqual(['arn:finding/17', 'arn:finding/7'])
    const sizes = wire.calls.map(({ input }) => (input['findingArns'] as readonly string[]).length)
    expect(sizes.toSorted((a, b) => b - a)).toEqual([10, 10, 5])
    expect(wire.calls[0]?.operation).toBe('/findings/details/batch/get')
  })

  it('of no findings ask nothing', async () => {
    const wire = await startWire(() => undefined)
    expect(await createInspector().knownExploited([])).toEqual(new Set())
    expect(wire.calls).toEqual([])
  })

  it.for([
    ['ACCESS_DENIED', 'AWS_ACCESS_DENIED', false],
    ['INTERNAL_ERROR', 'AWS_ERROR', true],
    ['INVALID_INPUT', 'AWS_ERROR', false],
  ] as const)('with %s for one finding are not known', async ([errorCode, code, transient]) => {
    const errors = [{ findingArn: 'arn:finding/1', errorCode, errorMessage: 'no' }]
    await startWire(() => ({ body: { findingDetails: [], errors } }))
    const error: unknown = await createInspector()
      .knownExploited(['arn:finding/1'])
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code, message: expect.stringContaining('inspector2:BatchGetFindingDetails') })
    expect(isTransient(error)).toBe(transient)
  })
})

function notFound(findingArn: string): object {
  return { findingArn, errorCode: 'FINDING_DETAILS_NOT_FOUND', errorMessage: 'none' }
}
