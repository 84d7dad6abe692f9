import { inspect } from 'node:util'
import { causesOf, Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { awsCall, awsFailure, type AwsErrorCode } from '../src/error.ts'

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

  it('names the exception that has no code of its own', () => {
    const failure = awsFailure(sdkError('KmsException', 'key is disabled'), request)
    expect(failure.code).toBe('AWS_ERROR')
    expect(failure.message).toBe('ecr:PutImage on repository shop/app: KmsException: key is disabled')
  })
})

describe('awsCall', () => {
  it('hands a failure through untouched', async () => {
    const failure = new Failure('REPOSITORY_MISSING', 'no repository')
    await expect(awsCall(request, () => Promise.reject(failure))).rejects.toBe(failure)
  })
})
