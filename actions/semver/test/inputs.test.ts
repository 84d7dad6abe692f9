import { parseVersion } from '@slipway/versioning'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readInputs } from '../src/inputs.ts'

afterEach(() => vi.unstubAllEnvs())

const runner = {
  INPUT_MODE: 'preview',
  INPUT_VERSION: '',
  'INPUT_TAG-PREFIX': 'v',
  INPUT_TOKEN: 'ghs_not-a-real-token',
  GITHUB_WORKSPACE: '/checkout',
  GITHUB_REPOSITORY: 'octo/ship',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_API_URL: 'https://github.example.com/api/v3',
}

function read(env: Readonly<Record<string, string | undefined>> = {}): ReturnType<typeof readInputs> {
  for (const [name, value] of Object.entries({ ...runner, ...env })) vi.stubEnv(name, value)
  return readInputs()
}

describe('inputs', () => {
  it('of a preview leave token and API alone', () => {
    const inputs = read({ INPUT_TOKEN: '', GITHUB_REPOSITORY: '' })
    expect(inputs).toEqual({ version: undefined, tagPrefix: 'v', directory: '/checkout', github: undefined })
  })

  it('of a tag say where it is created', () => {
    expect(read({ INPUT_MODE: 'tag', INPUT_VERSION: '1.4.0' })).toMatchObject({
      version: parseVersion('1.4.0'),
      github: { token: runner.INPUT_TOKEN, apiUrl: runner.GITHUB_API_URL, owner: 'octo', repo: 'ship' },
    })
  })

  it('take an empty prefix for none, and a missing one for the default', () => {
    expect(read({ 'INPUT_TAG-PREFIX': '' }).tagPrefix).toBe('')
    expect(read({ 'INPUT_TAG-PREFIX': undefined }).tagPrefix).toBe('v')
  })

  it.for<[name: string, env: Record<string, string>, code: string, message: string]>([
    ['an unknown mode', { INPUT_MODE: 'release' }, 'INPUT_INVALID', 'one of preview, tag'],
    ['a version with a prefix', { INPUT_VERSION: 'v1.4.0' }, 'INPUT_INVALID', 'input version is "v1.4.0"'],
    ['a version of two parts', { INPUT_VERSION: '1.4' }, 'INPUT_INVALID', 'such as 1.4.0'],
    ['a prefix that is no ref', { 'INPUT_TAG-PREFIX': 'a b' }, 'INPUT_INVALID', 'it has a blank'],
    [
      'a tag on a pull request',
      { INPUT_MODE: 'tag', GITHUB_REF: 'refs/pull/7/merge' },
      'INPUT_INVALID',
      'refs/pull/7/merge',
    ],
    ['a tag without a token', { INPUT_MODE: 'tag', INPUT_TOKEN: '' }, 'INPUT_MISSING', 'input token is empty'],
    ['a tag without a repository', { INPUT_MODE: 'tag', GITHUB_REPOSITORY: 'octo' }, 'INPUT_MISSING', '"octo"'],
  ])('refuse %s', ([, env, code, message]) => {
    expect(() => read(env)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})
