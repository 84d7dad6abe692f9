import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnums } from '../../src/conformance/enums.ts'
import { conformanceWitness, type Violation } from '../../src/conformance/witness.ts'
import type { WitnessedCall } from '@slipway/local-cloud-frame/api'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { toJson } from '@slipway/local-cloud-frame/coerce'
import { model } from '@slipway/local-cloud-frame/model'
import { services } from '../../src/services.ts'

const service = (name: string): (typeof services)[number] => {
  const found = services.find((entry) => entry.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

/** In the first of the service's protocols. */
function called(name: string, operation: string): WitnessedCall {
  const [protocol] = service(name).protocols
  if (protocol === undefined) throw new Error(name)
  return { service: service(name), operation, protocol }
}

function success(name: string, operation: string, raw: object, output: object): readonly string[] {
  const violations: Violation[] = []
  conformanceWitness(violations).success({ ...called(name, operation), raw, output, body: toJson(output) })
  return violations.map(({ where, problem }) => `${where} ${problem}`)
}

function failure(name: string, operation: string, error: AwsError): readonly string[] {
  const violations: Violation[] = []
  conformanceWitness(violations).failure({ ...called(name, operation), raw: undefined, error })
  return violations.map(({ problem }) => problem)
}

const digest = `sha256:${'0'.repeat(64)}`
const answer = {
  registryId: '1',
  repositoryName: 'app',
  imageId: { imageDigest: digest },
  imageScanStatus: { status: 'COMPLETE' },
}
const request = { repositoryName: 'app', imageId: { imageDigest: digest } }

const cases: readonly {
  readonly name: string
  readonly raw?: object
  readonly output?: object
  readonly found: readonly string[]
}[] = [
  { name: 'what is as it should be', found: [] },
  {
    name: 'an invented member of the answer',
    output: { imageScanFindings: { total: 3 } },
    found: ['response imageScanFindings.total: ImageScanFindings has no member total'],
  },
  {
    name: 'a value of another type',
    output: { imageScanFindings: { findings: 'none' } },
    found: ['response imageScanFindings.findings: "none" is not a list'],
  },
  {
    name: 'milliseconds where seconds are due',
    output: { imageScanFindings: { imageScanCompletedAt: 1_790_000_000_000 } },
    found: ['response imageScanFindings.imageScanCompletedAt: 1790000000000 is not a timestamp'],
  },
  {
    name: 'a value outside its enum',
    output: { imageScanStatus: { status: 'DONE' } },
    found: [expect.stringContaining('response imageScanStatus.status: "DONE" is not among ACTIVE') as string],
  },
  {
    name: 'a key outside its enum',
    output: { imageScanFindings: { findingSeverityCounts: { SEVERE: 1 } } },
    found: [expect.stringContaining('findingSeverityCounts.SEVERE: "SEVERE" is not among') as string],
  },
  { name: 'a missing member', output: { imageId: {} }, found: ['response imageId.imageDigest is missing'] },
  {
    name: 'an invented member of the request',
    raw: { imageId: { tag: 'v1' } },
    found: ['request imageId.tag: ImageIdentifier has no member tag'],
  },
]

describe('the walk finds', () => {
  it.for(cases)('$name', ({ raw, output, found }) => {
    const seen = success('ecr', 'DescribeImageScanFindings', { ...request, ...raw }, { ...answer, ...output })
    expect(seen).toEqual(found)
  })

  it('the same in an answer that goes out as XML', () => {
    const identity = { Account: '1', Arn: 'arn', UserId: 'id' }
    expect(success('sts', 'GetCallerIdentity', {}, identity)).toEqual([])
    expect(success('sts', 'GetCallerIdentity', {}, { ...identity, Account: 1, Alias: 'me' })).toEqual([
      'response Account: 1 is not a string',
      'response Alias: GetCallerIdentityResponse has no member Alias',
    ])
  })

  it('errors that the operation does not list, and failures of our own', () => {
    expect(failure('ecr', 'PutImage', new AwsError('LayersNotFoundException', 'm'))).toEqual([])
    expect(failure('ecr', 'PutImage', new AwsError('ThrottlingException', 'm'))).toEqual([])
    expect(failure('ecr', 'PutImage', new AwsError('ScanNotFoundException', 'm'))).toEqual([
      expect.stringContaining('ScanNotFoundException is not among ImageAlreadyExistsException'),
    ])
    expect(failure('ecr', 'PutImage', new AwsError('LayersNotFoundException', 'm', 404))).toEqual([
      'LayersNotFoundException is answered with 404 instead of 400',
    ])
    expect(failure('ecr', 'PutImage', new AwsError('LayersNotFoundException', 'm', 400, { layers: 1 }))).toEqual([
      'layers: LayersNotFoundException has no member layers',
    ])
    expect(failure('ecr', 'PutImage', new AwsError('InternalFailure', 'it broke', 500))).toEqual(['it broke'])
    const gone = new AwsError('TargetGroupNotFound', 'm')
    expect(failure('elasticloadbalancing', 'DescribeTargetGroups', gone)).toEqual([])
  })
})

it('no test starts a cloud whose calls are not walked', () => {
  const root = join(import.meta.dirname, '../../../..')
  const walked = 'test-support/src/cloud/local-cloud.ts'
  const files = globSync('{test-support/src,local-cloud/*/test}/**/*.ts', { cwd: root })
  expect(files).toContain(walked)
  const direct = /import \{[^}]*\bstartLocalCloud\b[^}]*\} from '(@slipway\/local-cloud|[./]+\/src\/(cloud|index)\.ts)'/
  expect(files.filter((name) => direct.test(readFileSync(join(root, name), 'utf8')))).toEqual([walked])
})

describe('enums are known', () => {
  it.for([
    ['ecr', 'ImageScanStatus', 'status', 'UNSUPPORTED_IMAGE'],
    ['ecs', 'ServiceDeployment', 'status', 'ROLLBACK_SUCCESSFUL'],
    ['ecs', 'ServiceDeployment', 'lifecycleStage', 'PRE_PRODUCTION_TRAFFIC_SHIFT'],
    ['ecs', 'DeploymentLifecycleHook', 'lifecycleStages', 'POST_TEST_TRAFFIC_SHIFT'],
    ['elasticloadbalancing', 'TargetHealth', 'State', 'draining'],
    ['monitoring', 'MetricAlarm', 'StateValue', 'ALARM'],
  ] as const)('of %s %s.%s', ([name, structure, member, value]) => {
    expect(readEnums(model(name)).get(structure)?.get(member)?.values).toContain(value)
  })
})

describe('every operation', () => {
  const all = services.flatMap((entry) =>
    Object.entries(entry.operations).map(([operation, { page, accepts, returns }]) => ({
      name: `${entry.name} ${operation}`,
      service: entry.name,
      operation,
      page,
      accepts: accepts as readonly string[],
      returns,
    })),
  )

  it.for(all)('$name is the service’s own and names its page', ({ service: name, operation, page, accepts }) => {
    const shapes = model(name).operation(operation)
    expect(shapes, 'an operation of the model').toBeDefined()
    expect(page).toMatch(new RegExp(`^https://docs\\.aws\\.amazon\\.com/\\S+/API_${operation}\\.html$`))
    expect(accepts.filter((member) => shapes?.input.members.has(member) !== true)).toEqual([])
  })

  it.for(all)('$name returns members that its output has', ({ service: name, operation, returns }) => {
    const output = model(name).operation(operation)?.output
    for (const path of returns) {
      let shape: unknown = output
      for (const step of path.split('.')) {
        const at = shape as { kind: string; members?: ReadonlyMap<string, () => { kind: string; item?(): unknown }> }
        const member = at.members?.get(step.replace(/(\[\])?\??$/, ''))?.()
        expect(member, path).toBeDefined()
        expect(member?.kind === 'list' || !step.includes('[]'), path).toBe(true)
        shape = step.includes('[]') ? member?.item?.() : member
      }
    }
  })
})
