import { afterEach, describe, expect, it } from 'vitest'
import { readInputs } from '../src/inputs.ts'

const required = { service: 'api', 'task-definition': 'td.json', image: 'registry/api@sha256:1' }

function given(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ ...required, ...values }))
    process.env[`INPUT_${name.toUpperCase()}`] = value
}

afterEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('INPUT_')) delete process.env[name]
})

describe('the inputs', () => {
  it('have defaults for everything but service, task-definition and image', () => {
    given({})
    expect(readInputs()).toEqual({
      cluster: 'default',
      service: 'api',
      taskDefinition: 'td.json',
      container: '',
      image: 'registry/api@sha256:1',
      timeoutMs: 1_800_000,
      pollMs: 5_000,
      verify: undefined,
    })
  })

  it('verify only with a URL', () => {
    given({
      'verify-url': 'http://alb:9000/version',
      'verify-version': '1.4.0',
      'verify-successes': '2',
      'verify-timeout': '90s',
    })
    expect(readInputs().verify).toEqual({
      url: 'http://alb:9000/version',
      version: '1.4.0',
      timeoutMs: 90_000,
      intervalMs: 5_000,
      attemptTimeoutMs: 10_000,
      successes: 2,
    })
  })

  it.for([
    ['an empty image', { image: '' }, 'input image is empty'],
    ['two images', { image: 'a b' }, 'input image is "a b"'],
    ['a duration without a unit', { timeout: '30' }, 'input timeout is "30"'],
    ['no time at all', { timeout: '0s' }, 'input timeout is "0s"'],
    [
      'a version without a URL',
      { 'verify-version': '1.4.0' },
      'input verify-url is "", which is not the URL that is to answer with version 1.4.0',
    ],
    ['a URL of another kind', { 'verify-url': 'ftp://user:secret@alb' }, 'input verify-url is "ftp://alb/"'],
    ['a token in a query', { 'verify-url': 'alb/version?token=secret' }, 'input verify-url is "alb/version?token=***"'],
    ['no success at all', { 'verify-successes': '0' }, 'input verify-successes is "0"'],
  ] as const)('%s is refused', ([, values, message]) => {
    given(values)
    expect(readInputs).toThrow(message)
  })
})
