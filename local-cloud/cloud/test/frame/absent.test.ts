import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalCloud } from '@slipway/local-cloud'
import { fromCbor } from '@slipway/local-cloud-frame/cbor'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.stop())

const credential = (service: string): string => `AKID/20260101/us-east-1/${service}/aws4_request`
const signed = (service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${credential(service)}, SignedHeaders=host, Signature=0`,
  'x-amz-date': '20260101T000000Z',
})
const target = (name: string): Record<string, string> => ({
  'x-amz-target': name,
  'content-type': 'application/x-amz-json-1.1',
})
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const sdk = { 'amz-sdk-invocation-id': '5a2e1c1e-0000-4000-8000-000000000000' }

interface Row {
  readonly name: string
  readonly method?: string
  readonly path?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** What the answer says is not there. */
  readonly absent: string
  /** How the answer holds the code, as clients of that protocol look for it. */
  readonly code: (response: Response, text: string) => unknown
}

const inBody = (_response: Response, text: string): unknown => (JSON.parse(text) as { __type?: string }).__type
const inHeader = (response: Response): unknown => response.headers.get('x-amzn-errortype')
const inXml =
  (start: string) =>
  (response: Response, text: string): unknown =>
    response.headers.get('content-type') === 'text/xml' && text.includes(start)
      ? /<Code>(\w+)<\/Code><Message>/.exec(text)?.[1]
      : text

const rows: readonly Row[] = [
  {
    name: 'JSON: EventBridge',
    headers: { ...target('AWSEvents.PutRule'), ...signed('events') },
    absent: 'events PutRule',
    code: inBody,
  },
  {
    name: 'JSON: autoscaling of services, whose target has another name than its signature',
    headers: { ...target('AnyScaleFrontendService.DescribeScalableTargets'), ...signed('application-autoscaling') },
    absent: 'application-autoscaling DescribeScalableTargets',
    code: inBody,
  },
  {
    name: 'JSON without a signature',
    headers: target('AWSCognitoIdentityService.GetId'),
    absent: 'AWSCognitoIdentityService GetId',
    code: inBody,
  },
  {
    name: 'JSON at a path of its own',
    path: '/v2/streams',
    headers: target('Firehose_20150804.PutRecord'),
    absent: 'Firehose_20150804 PutRecord',
    code: inBody,
  },
  {
    name: 'a target that is empty',
    headers: { 'x-amz-target': '' },
    absent: 'a service POST /',
    code: inHeader,
  },
  {
    name: 'JSON: an operation of a service that is here',
    headers: { ...target('AmazonEC2ContainerServiceV20141113.ExecuteCommand'), ...signed('ecs') },
    absent: 'ecs ExecuteCommand',
    code: inBody,
  },
  {
    name: 'Query: IAM',
    headers: { ...form, ...signed('iam') },
    body: 'Action=GetRole&Version=2010-05-08&RoleName=deploy',
    absent: 'iam GetRole (API version 2010-05-08)',
    code: inXml('<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>'),
  },
  {
    name: 'Query: Classic Load Balancers, whose signing name is that of a service that is here',
    headers: { ...form, ...signed('elasticloadbalancing') },
    body: 'Action=DescribeLoadBalancers&Version=2012-06-01',
    absent: 'elasticloadbalancing DescribeLoadBalancers (API version 2012-06-01)',
    code: inXml('<ErrorResponse'),
  },
  {
    name: 'Query: an operation of a service that is here',
    headers: { ...form, ...signed('elasticloadbalancing') },
    body: 'Action=CreateTrustStore&Version=2015-12-01',
    absent: 'elasticloadbalancing CreateTrustStore',
    code: inXml('<ErrorResponse'),
  },
  {
    name: 'Query without a signature, as a web identity has none',
    headers: form,
    body: 'Action=AssumeRoleWithWebIdentity&Version=2011-06-15',
    absent: 'sts AssumeRoleWithWebIdentity',
    code: inXml('<ErrorResponse'),
  },
  {
    name: 'Query by GET, as a presigned call is',
    method: 'GET',
    path: `/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential=${encodeURIComponent(credential('sts'))}`,
    headers: {},
    absent: 'sts GetCallerIdentity by GET (API version 2011-06-15)',
    code: inXml('<ErrorResponse'),
  },
  {
    name: 'Query at a path of its own, as queues have',
    path: '/123456789012/jobs',
    headers: { ...form, ...signed('sqs') },
    body: 'Action=SendMessage&Version=2012-11-05',
    absent: 'sqs SendMessage (API version 2012-11-05)',
    code: inXml('<ErrorResponse'),
  },
  {
    name: 'EC2, whose errors look different',
    headers: { ...form, ...signed('ec2') },
    body: 'Action=DescribeSubnets&Version=2016-11-15',
    absent: 'ec2 DescribeSubnets (API version 2016-11-15)',
    code: inXml('<Response><Errors><Error><Code>'),
  },
  {
    name: 'REST with JSON: Lambda',
    method: 'GET',
    path: '/2015-03-31/functions',
    headers: signed('lambda'),
    absent: 'lambda GET /2015-03-31/functions',
    code: inHeader,
  },
  {
    name: 'REST below the path of the registry',
    method: 'GET',
    path: '/v2/apis',
    headers: signed('apigateway'),
    absent: 'apigateway GET /v2/apis',
    code: inHeader,
  },
  {
    name: 'REST at the path of a git repository',
    method: 'POST',
    path: '/acme/shop.git/git-upload-pack',
    headers: signed('s3'),
    absent: 's3 POST /acme/shop.git/git-upload-pack',
    code: inXml('?><Error><Code>'),
  },
  {
    name: 'REST at a path that a service that is here has too',
    method: 'GET',
    path: '/tags/arn%3Aaws%3Ascheduler%3Aus-east-1%3A123456789012%3Aschedule-group%2Fx',
    headers: signed('scheduler'),
    absent: 'scheduler GET /tags/arn%3Aaws%3Ascheduler%3Aus-east-1%3A123456789012%3Aschedule-group%2Fx',
    code: inHeader,
  },
  {
    name: 'REST: an operation of a service that is here',
    path: '/enable',
    headers: { ...signed('inspector2'), 'content-type': 'application/json' },
    body: '{}',
    absent: 'inspector2 Enable',
    code: inHeader,
  },
  {
    name: 'REST: a path that a service that is here does not have',
    path: '/no/such/thing',
    headers: signed('inspector2'),
    absent: 'inspector2 POST /no/such/thing',
    code: inHeader,
  },
  {
    name: 'REST without a signature, from an AWS SDK',
    method: 'GET',
    path: '/federation/credentials',
    headers: sdk,
    absent: 'a service GET /federation/credentials',
    code: inHeader,
  },
  {
    name: 'REST with XML: S3',
    method: 'PUT',
    path: '/bucket/key%3Cwith%3E%26signs',
    headers: signed('s3'),
    body: 'an object',
    absent: 's3 PUT /bucket/key%3Cwith%3E%26signs',
    code: inXml('?><Error><Code>'),
  },
  {
    name: 'REST with XML: Route 53',
    method: 'GET',
    path: '/2013-04-01/hostedzone',
    headers: signed('route53'),
    absent: 'route53 GET /2013-04-01/hostedzone',
    code: inXml('<ErrorResponse><Error><Type>'),
  },
  {
    name: 'a signature of several regions, whose scope has none',
    method: 'GET',
    path: '/tables',
    headers: {
      authorization:
        'AWS4-ECDSA-P256-SHA256 Credential=AKID/20260101/s3tables/aws4_request, SignedHeaders=host, Signature=0',
    },
    absent: 's3tables GET /tables',
    code: inHeader,
  },
]

describe('what AWS has and the local cloud has not is refused by name', () => {
  it.for(rows)('$name', async ({ method = 'POST', path = '/', headers, body, absent, code }) => {
    const response = await fetch(`${cloud.url}${path}`, { method, headers, ...(body !== undefined && { body }) })
    const text = await response.text()
    expect(response.status, text).toBe(501)
    expect(code(response, text)).toBe('UnsupportedByLocalCloud')
    expect(text).toContain(`the local cloud does not have ${absent}; docs/local-cloud.md lists what it has`)
    expect(cloud.timeline.events.at(-1)).toMatchObject({ kind: 'call', status: 501, error: 'UnsupportedByLocalCloud' })
  })

  it.for([
    { name: 'CBOR', headers: signed('kinesis'), service: 'kinesis' },
    { name: 'CBOR without a signature', headers: {}, service: 'Kinesis_20131202' },
  ])('$name', async ({ headers, service }) => {
    const response = await fetch(`${cloud.url}/service/Kinesis_20131202/operation/ListStreams`, {
      method: 'POST',
      headers: { ...headers, 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      body: new Uint8Array([0xa0]),
    })
    expect([response.status, response.headers.get('smithy-protocol')]).toEqual([501, 'rpc-v2-cbor'])
    expect(fromCbor(new Uint8Array(await response.arrayBuffer()))).toEqual({
      __type: 'UnsupportedByLocalCloud',
      message: `the local cloud does not have ${service} ListStreams; docs/local-cloud.md lists what it has`,
    })
  })

  it('HEAD, whose answer has no body', async () => {
    const response = await fetch(`${cloud.url}/bucket`, { method: 'HEAD', headers: signed('s3') })
    expect([response.status, await response.text()]).toEqual([501, ''])
  })

  it('with a body larger than any call has', async () => {
    const body = new Uint8Array(40 * 1024 * 1024)
    const response = await fetch(`${cloud.url}/bucket/large`, { method: 'PUT', headers: signed('s3'), body })
    expect(response.status).toBe(501)
  })
})

describe('what is not meant for AWS', () => {
  it.for([
    { name: 'a path that nobody serves', path: '/favicon.ico', status: 404 },
    { name: 'the registry', path: '/v2/', status: 401 },
    { name: 'the control surface', path: '/_local/timeline', status: 200 },
    { name: 'GitHub', path: '/api/v3/repos/acme/shop', status: 404 },
  ])('is answered as ever: $name', async ({ path, status }) => {
    expect((await fetch(`${cloud.url}${path}`)).status).toBe(status)
  })
})
