import { afterEach, describe, expect, it } from 'vitest'
import { readInputs } from '../src/inputs.ts'

const image = `registry/api@sha256:${'1f'.repeat(32)}`
const required = { service: 'api', 'task-definition': 'td.json', image }

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
      image,
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
    ['none', {}, undefined],
    ['a URL that any version may answer', { 'verify-url': 'http://alb/', 'verify-version': 'any' }, ''],
    ['both words', { 'verify-url': 'none', 'verify-version': 'any' }, undefined],
  ] as const)('ask for a verification in words: %s', ([, values, version]) => {
    given(values)
    expect(readInputs().verify?.version).toBe(version)
  })

  it.for([
    ['an empty image', { image: '' }, 'input image is empty'],
    ['two images', { image: 'a b' }, 'input image is "a b"'],
    ['an image whose tag is empty', { image: 'registry:5000/api:' }, 'which is not an image whose tag is not empty'],
    [
      'an image whose digest is empty',
      { image: 'registry/api@' },
      'which is not an image whose digest is written in full',
    ],
    [
      'a digest without its value',
      { image: 'registry/api@sha256:' },
      'which is not an image whose digest is written in full',
    ],
    ['a digest that is cut', { image: image.slice(0, -1) }, 'which is not an image whose digest is written in full'],
    [
      'a digest without its algorithm',
      { image: 'registry/api@4f0e' },
      'which is not an image whose digest is written in full',
    ],
    ['a URL', { image: 'https://registry/api:v1' }, 'which is not an image without a scheme'],
    ['a duration without a unit', { timeout: '30' }, 'input timeout is "30"'],
    ['no time at all', { timeout: '0s' }, 'input timeout is "0s"'],
    [
      'a version without a URL',
      { 'verify-version': '1.4.0' },
      'input verify-url is "none", which is not the URL that is to answer with version 1.4.0',
    ],
    ['a URL of another kind', { 'verify-url': 'ftp://user:secret@alb' }, 'input verify-url is "ftp://alb/"'],
    ['a token in a query', { 'verify-url': 'alb/version?token=secret' }, 'input verify-url is "alb/version?token=***"'],
    ['an empty URL', { 'verify-url': '' }, 'input verify-url is empty, which does not mean'],
    ['an empty URL with a version', { 'verify-url': ' ', 'verify-version': '1.4.0' }, 'input verify-url is empty'],
    ['an empty version', { 'verify-url': 'http://alb/', 'verify-version': '' }, 'input verify-version is empty'],
    [
      'two URLs',
      { 'verify-url': 'http://a/ http://me:secret@b/' },
      'input verify-url is "http://a/ http://b/", which is not one URL',
    ],
    [
      'two URLs with a bar',
      { 'verify-url': 'http://a/|http://me:secret@b/' },
      'input verify-url is "http://a/|http://b/"',
    ],
    [
      'more right answers than there is time for',
      { 'verify-url': 'http://alb/', 'verify-successes': '61' },
      'input verify-timeout is "5m", which is not longer than the 5 min that 61 right answers in a row take, 5 s apart',
    ],
    [
      'more right answers than the whole has time for',
      { 'verify-url': 'http://alb/', timeout: '10s' },
      'input timeout is "10s", which is not longer than the 10 s',
    ],
    ['no success at all', { 'verify-successes': '0' }, 'input verify-successes is "0"'],
  ] as const)('%s is refused', ([, values, message]) => {
    given(values)
    expect(readInputs).toThrow(message)
  })
})
