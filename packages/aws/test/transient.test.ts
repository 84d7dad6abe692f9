import { Failure } from '@slipway/outcome'
import { expect, it } from 'vitest'
import { awsFailure } from '../src/error.ts'
import { isTransient } from '../src/transient.ts'

const named = (name: string, more: object = {}): Error => Object.assign(new Error('said'), { name, ...more })
const request = { action: 'ecs:DescribeServiceDeployments', on: 'sd/1' }

it.for([
  ['throttling', named('ThrottlingException'), true],
  ['a server error by its fault', named('ServerException', { $fault: 'server' }), true],
  ['a server error by its status', named('Unknown', { $metadata: { httpStatusCode: 503 } }), true],
  ['no connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), true],
  ['a request that timed out', named('TimeoutError'), true],
  ['access denied', named('AccessDeniedException', { $fault: 'client', $metadata: { httpStatusCode: 400 } }), false],
  ['an expired token', named('ExpiredTokenException', { $fault: 'client' }), false],
  ['a client error', named('InvalidParameterException', { $fault: 'client' }), false],
  ['a mistake of ours', new TypeError('x is not a function'), false],
] as const)('%s', ([, error, transient]) => {
  expect(isTransient(awsFailure(error, request))).toBe(transient)
})

it('what is no AWS error at all is not transient', () => {
  expect([undefined, null, 'text', 500].some(isTransient)).toBe(false)
  expect(isTransient(new Failure('INPUT_INVALID', 'no'))).toBe(false)
})
