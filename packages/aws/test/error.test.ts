import { inspect } from 'node:util'
import { causesOf, Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { awsCall, awsFailure, type AwsErrorCode } from '../src/error.ts'
import { partitionOf } from '../src/iam-statement.ts'

const request = { action: 'ecr:PutImage', on: 'repository shop/app' }

function sdkError(name: string, message = 'from the service'): Error {
  const error = new Error(message)
  error.name = name
  return error
}

describe('awsFailure', () => {
  it.for<[string, Error, AwsErrorCode, RegExp]>([
    ['access denied', sdkError('AccessDeniedException'), 'AWS_ACCESS_DENIED', /grant ecr:PutImage on repository shop/],
    [
      'access denied to something behind it',
      sdkError('AccessDeniedException', 'User: x is not authorized to perform: inspector2:ListFindings on resource: y'),
      'AWS_ACCESS_DENIED',
      /grant inspector2:ListFindings/,
    ],
    ['access denied, query protocol', sdkError('AccessDenied'), 'AWS_ACCESS_DENIED', /grant ecr:PutImage/],
    ['expired token', sdkError('ExpiredTokenException'), 'AWS_CREDENTIALS_EXPIRED', /new credentials/],
    ['expired token, query protocol', sdkError('ExpiredToken'), 'AWS_CREDENTIALS_EXPIRED', /new credentials/],
    ['unknown key', sdkError('UnrecognizedClientException'), 'AWS_CREDENTIALS_INVALID', /which credentials/],
    ['no credentials', sdkError('CredentialsProviderError'), 'AWS_CREDENTIALS_MISSING', /id-token: write/],
    ['no region', new Error('Region is missing'), 'AWS_REGION_MISSING', /set AWS_REGION/],
    ['throttled', sdkError('ThrottlingException'), 'AWS_THROTTLED', /rate limit of ecr:PutImage/],
    [
      'refused',
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
      'AWS_UNREACHABLE',
      /AWS_ENDPOINT_URL/,
    ],
    ['timed out', sdkError('TimeoutError'), 'AWS_UNREACHABLE', /network/],
    [
      'an unknown authority',
      Object.assign(new Error('self-signed certificate'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
      'AWS_ERROR',
      /NODE_EXTRA_CA_CERTS/,
    ],
    [
      'an authority that is not in the chain',
      Object.assign(new Error('unable to verify'), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
      'AWS_ERROR',
      /NODE_EXTRA_CA_CERTS/,
    ],
  ])('%s', ([, error, code, remedy]) => {
    const failure = awsFailure(error, request)
    expect(failure).toMatchObject({ code, cause: error })
    expect(failure.message).toMatch(/^ecr:PutImage on repository shop\/app: /)
    expect(failure.remedy).toMatch(remedy)
  })

  it.for([
    'The request signature we calculated does not match. The Canonical String was x-amz-security-token:IQoJb3',
    "Authorization header requires 'Credential' parameter.\nAuthorization=AWS4-HMAC-SHA256 Signature=IQoJb3",
  ])('keeps of a refused signature only the first sentence: AWS repeats the session token behind it', (message) => {
    const failure = awsFailure(sdkError('InvalidSignatureException', message), request)
    expect(failure.code).toBe('AWS_CREDENTIALS_INVALID')
    expect(causesOf(failure).join()).toMatch(/^InvalidSignatureException: \S.*[^.]\.$/)
    expect(inspect(failure)).not.toContain('IQoJb3')
  })

  it('says what to do where the fault is on the side of AWS', () => {
    const failure = awsFailure(Object.assign(sdkError('ServerException'), { $fault: 'server' }), request)
    expect(failure).toMatchObject({ code: 'AWS_ERROR', remedy: /run the step again/ })
  })

  it.for([
    ['KmsException', /KMS key is enabled/],
    ['LimitExceededException', /higher quota in Service Quotas/],
  ] as const)('says what to do about %s', ([name, remedy]) => {
    expect(awsFailure(sdkError(name), request)).toMatchObject({
      code: 'AWS_ERROR',
      remedy: expect.stringMatching(remedy),
    })
  })

  it('names the exception that has no code of its own', () => {
    const failure = awsFailure(sdkError('KmsException', 'key is disabled'), request)
    expect(failure.code).toBe('AWS_ERROR')
    expect(failure.message).toBe('ecr:PutImage on repository shop/app: KmsException: key is disabled')
  })
})

describe('what to grant', () => {
  const told = {
    ...request,
    resource: 'arn:aws:ecr:*:*:repository/shop/app',
    also: { when: 'with enhanced scanning', actions: ['inspector2:ListCoverage', 'inspector2:ListFindings'] },
  }
  const remedyOf = (message: string): string | undefined =>
    awsFailure(sdkError('AccessDeniedException', message), told).remedy

  it('is a statement to copy, and one for what is needed besides', () => {
    expect(remedyOf('no')).toBe(
      'grant ecr:PutImage on repository shop/app to this role, with enhanced scanning inspector2:ListCoverage and ' +
        'inspector2:ListFindings too: ' +
        '{"Effect":"Allow","Action":"ecr:PutImage","Resource":"arn:aws:ecr:*:*:repository/shop/app"} ' +
        '{"Effect":"Allow","Action":["inspector2:ListCoverage","inspector2:ListFindings"],"Resource":"*"}',
    )
  })

  it('has the resource that IAM names', () => {
    const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/app'
    const said = `User: x is not authorized to perform: ecr:PutImage on resource: ${arn} because no policy allows it`
    expect(remedyOf(said)).toContain(`{"Effect":"Allow","Action":"ecr:PutImage","Resource":"${arn}"}`)
  })

  it('is the action behind the call, where IAM names that one', () => {
    expect(remedyOf('User: x is not authorized to perform: inspector2:ListFindings')).toBe(
      'grant inspector2:ListFindings to this role (it is behind ecr:PutImage): ' +
        '{"Effect":"Allow","Action":"inspector2:ListFindings","Resource":"*"}',
    )
  })

  it('is nothing where a policy denies it explicitly', () => {
    const said = 'User: x is not authorized to perform: ecr:PutImage with an explicit deny in a service control policy'
    expect(remedyOf(said)).toBe(
      'a service control policy denies ecr:PutImage explicitly, so that no grant helps: change that policy',
    )
    expect(remedyOf('explicit deny')).toMatch(/^a policy denies ecr:PutImage explicitly/)
    expect(remedyOf(said.replace('a service control', 'an identity-based'))).toMatch(/^an identity-based policy denies/)
  })

  it.for<[string, string, RegExp]>([
    [
      'ecr:PutImage',
      'resource-based policy',
      /^allow ecr:PutImage on \S+shop\/app in the policy of the repository itself/,
    ],
    [
      'kms:GenerateDataKey',
      'resource-based policy',
      /^allow kms:GenerateDataKey on \S+ in the policy of the key itself/,
    ],
    ['s3:GetObject', 'resource-based policy', /in the policy of the resource itself/],
    ['ecr:PutImage', 'session policy', /in the session policy .*inline-session-policy/],
    ['ecr:PutImage', 'permissions boundary', /in the permissions boundary of this role$/],
    ['ecr:PutImage', 'service control policy', /in the service control policies of the organization$/],
    ['ecr:PutImage', 'resource control policy', /in the resource control policies of the organization$/],
    ['ecr:PutImage', 'VPC endpoint policy', /in the policy of the VPC endpoint/],
    [
      'ecr:PutImage',
      'identity-based policy',
      /^grant ecr:PutImage on repository shop\/app to this role.*"Effect":"Allow"/,
    ],
  ])('%s, which no %s allows, is allowed where that is', ([action, policy, remedy]) => {
    const resource = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/app'
    const said = `User: x is not authorized to perform: ${action} on resource: ${resource} because no ${policy} allows the ${action} action`
    expect(remedyOf(said)).toMatch(remedy)
  })

  it.for([
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    [undefined, 'aws'],
  ] as const)('in %s is of the partition %s', ([region, partition]) => {
    expect(partitionOf(region)).toBe(partition)
  })
})

describe('awsCall', () => {
  it('hands a failure through untouched', async () => {
    const failure = new Failure('REPOSITORY_MISSING', 'no repository')
    await expect(awsCall(request, () => Promise.reject(failure))).rejects.toBe(failure)
  })
})
