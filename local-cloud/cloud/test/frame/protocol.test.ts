import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CreateRepositoryCommand, DescribeRepositoriesCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import { request } from 'node:http'
import type { LocalCloud } from '@slipway/local-cloud'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { ecrClient } from '@slipway/test-support/images/push-image'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ unknownMembers: ['sortBy', 'order'] })
})
afterAll(() => cloud.stop())

const signed = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  'x-amz-date': '20260101T000000Z',
})
const target = (operation: string): Record<string, string> => ({
  'x-amz-target': `AmazonEC2ContainerRegistry_V20150921.${operation}`,
  'content-type': 'application/x-amz-json-1.1',
})
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const identity = 'Action=GetCallerIdentity&Version=2011-06-15'

const refused: readonly (readonly [
  name: string,
  headers: Record<string, string>,
  body: string,
  status: number,
  code: string,
])[] = [
  ['JSON without a signature', target('DescribeRepositories'), '{}', 400, 'MissingAuthenticationTokenException'],
  [
    'JSON with half a signature',
    { ...target('DescribeRepositories'), authorization: 'AWS4-HMAC-SHA256 Credential=AKID' },
    '{}',
    400,
    'IncompleteSignatureException',
  ],
  [
    'JSON signed for another service',
    { ...target('DescribeRepositories'), ...signed('ecs') },
    '{}',
    400,
    'InvalidSignatureException',
  ],
  ['Query without a signature', form, identity, 403, 'MissingAuthenticationToken'],
  ['Query with half a signature', { ...form, authorization: 'Bearer x' }, identity, 403, 'IncompleteSignature'],
  [
    'an operation that the service does not have',
    { ...target('DescribeEverything'), ...signed('ecr') },
    '{}',
    400,
    'UnknownOperationException',
  ],
  [
    'an operation that the local cloud does not have',
    { ...target('PutSigningConfiguration'), ...signed('ecr') },
    '{}',
    501,
    'UnsupportedByLocalCloud',
  ],
  [
    'a Query action that the service does not have',
    { ...form, ...signed('sts') },
    'Action=GetNothing&Version=2011-06-15',
    400,
    'InvalidAction',
  ],
  [
    'a member that the operation does not understand',
    { ...target('DescribeRepositories'), ...signed('ecr') },
    '{"sortBy":"name"}',
    501,
    'UnsupportedByLocalCloud',
  ],
  [
    'a Query member that the operation does not understand',
    { ...form, ...signed('sts') },
    `${identity}&Verbose=true`,
    501,
    'UnsupportedByLocalCloud',
  ],
  [
    'a required member that is missing',
    { ...target('CreateRepository'), ...signed('ecr') },
    '{}',
    400,
    'InvalidParameterException',
  ],
  [
    'a value of another type',
    { ...target('DescribeRepositories'), ...signed('ecr') },
    '{"maxResults":"many"}',
    400,
    'SerializationException',
  ],
  [
    'a body that is not JSON',
    { ...target('DescribeRepositories'), ...signed('ecr') },
    '{',
    400,
    'SerializationException',
  ],
  [
    'a service that nobody knows',
    { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
    '{}',
    501,
    'UnsupportedByLocalCloud',
  ],
]

describe('the endpoint refuses', () => {
  it.for(refused)('%s', async ([, headers, body, status, code]) => {
    const response = await fetch(cloud.url, { method: 'POST', headers, body })
    const text = await response.text()
    expect([response.status, text]).toEqual([status, expect.stringContaining(code)])
  })

  it('names what it does not support', async () => {
    const headers = { ...target('DescribeRepositories'), ...signed('ecr') }
    const response = await fetch(cloud.url, { method: 'POST', headers, body: '{"sortBy":1,"order":2}' })
    expect(await response.json()).toMatchObject({
      message: 'ecr DescribeRepositories does not support "sortBy", "order" here',
    })
  })
})

describe('members within members', () => {
  const post = async (headers: Record<string, string>, body: string): Promise<[number, string]> => {
    const response = await fetch(cloud.url, { method: 'POST', headers, body })
    return [response.status, await response.text()]
  }

  it('that nobody knows are refused by their path, in JSON and in Query', async () => {
    const scan = '{"repositoryName":"app","imageId":{"imageTag":"v1","tag":"v2"},"nextToken":null}'
    const json = await post({ ...target('DescribeImageScanFindings'), ...signed('ecr') }, scan)
    expect(json).toEqual([501, expect.stringContaining(String.raw`support \"imageId.tag\" here`)])
    const rule = 'Action=DescribeRules&Version=2015-12-01&RuleArns.member.1=a&RuleArns.member.one=b&Shape=round'
    const query = await post({ ...form, ...signed('elasticloadbalancing') }, rule)
    expect(query).toEqual([501, expect.stringContaining('&quot;RuleArns.member.one&quot;, &quot;Shape&quot;')])
  })

  it('that ask for nothing are taken, whoever knows them', async () => {
    const json = await post({ ...target('DescribeRepositories'), ...signed('ecr') }, '{"sortBy":[],"order":{"of":[]}}')
    expect(json[0]).toBe(200)
    const names = 'Action=DescribeLoadBalancers&Version=2015-12-01&Names=&Shape='
    expect((await post({ ...form, ...signed('elasticloadbalancing') }, names))[0]).toBe(200)
  })

  it('that must be there are asked for by their path', async () => {
    const rules = '{"rules":[{"scanFrequency":"MANUAL","repositoryFilters":[{"filter":"*"}]}]}'
    const answered = await post({ ...target('PutRegistryScanningConfiguration'), ...signed('ecr') }, rules)
    expect(answered).toEqual([400, expect.stringContaining("Value null at 'rules[0].repositoryFilters[0].filterType'")])
  })
})

describe('a Query answer without members', () => {
  it.for([
    {
      name: 'has an empty result where the operation has an output',
      service: 'elasticloadbalancing',
      body: 'Action=DeleteLoadBalancer&Version=2015-12-01&LoadBalancerArn=arn:aws:elasticloadbalancing:x',
      result: '<DeleteLoadBalancerResult></DeleteLoadBalancerResult>',
    },
    {
      name: 'has no result where the operation has none',
      service: 'monitoring',
      body: 'Action=DeleteAlarms&Version=2010-08-01&AlarmNames=',
      result: '',
    },
  ])('$name', async ({ service, body, result }) => {
    const response = await fetch(cloud.url, { method: 'POST', headers: { ...form, ...signed(service) }, body })
    const text = await response.text()
    expect([response.status, text]).toEqual([200, expect.stringContaining(`">${result}<ResponseMetadata>`)])
  })
})

describe('credentials', () => {
  const set = (expired: boolean): Promise<Response> =>
    fetch(`${cloud.url}/_local/credentials`, { method: 'POST', body: JSON.stringify({ expired }) })

  it('that have expired are refused until they are renewed', async () => {
    const ecr = ecrClient(cloud)
    await set(true)
    await expect(ecr.send(new DescribeRepositoriesCommand({}))).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    })
    expect(cloud.timeline.events.at(-1)).toMatchObject({
      kind: 'call',
      service: 'ecr',
      operation: 'DescribeRepositories',
      status: 400,
      error: 'ExpiredTokenException',
    })
    await set(false)
    await expect(ecr.send(new DescribeRepositoriesCommand({}))).resolves.toMatchObject({ repositories: [] })
  })
})

describe('faults', () => {
  it('answer instead of the operation, as often as told', async () => {
    const ecr = ecrClient(cloud)
    const fault = { service: 'ecr', operation: 'PutImage', code: 'KmsException', message: 'the key is disabled' }
    await fetch(`${cloud.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) })
    const put = new PutImageCommand({ repositoryName: 'none', imageManifest: '{}' })
    await expect(ecr.send(put)).rejects.toMatchObject({ name: 'KmsException', message: 'the key is disabled' })
    await expect(ecr.send(put)).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
  })
})

describe('dates', () => {
  it('are wall-clock on the wire, whatever the speed', async () => {
    const fast = await startLocalCloud({ speed: 10_000 })
    try {
      const before = Date.now()
      const { repository } = await ecrClient(fast).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
      const createdAt = repository?.createdAt?.getTime() ?? 0
      expect(createdAt).toBeGreaterThanOrEqual(before)
      expect(createdAt).toBeLessThanOrEqual(Date.now())
    } finally {
      await fast.stop()
    }
  })
})

describe('the control surface', () => {
  it('shows the timeline and lists what it has', async () => {
    expect(await (await fetch(`${cloud.url}/_local/timeline`)).json()).toContainEqual(
      expect.objectContaining({ kind: 'call', service: 'ecr', operation: 'PutImage', error: 'KmsException' }),
    )
    const unknown = await fetch(`${cloud.url}/_local/nothing`)
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('GET /_local/timeline')])
  })
})

describe('a target that is no ordinary path', () => {
  const statusOf = (path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(cloud.url)
      const sent = request({ hostname, port, path, agent: false }, (response) => resolve(response.resume().statusCode))
      sent.on('error', reject).end()
    })

  it.for([
    ['two slashes', '//', 404],
    ['two slashes and a name', '//v2/', 404],
    ['a URL that is broken', 'http://[', 400],
    ['a broken escape', '/%', 404],
    ['a broken escape in a tag', '/api/v3/repos/o/r/git/ref/tags/%ff', 404],
    ['a broken escape in a repository', '/v2/%ff/manifests/x', 401],
  ] as const)('is answered: %s', async ([, path, status]) => {
    expect(await statusOf(path)).toBe(status)
    expect(await statusOf('/_local/timeline')).toBe(200)
  })
})
