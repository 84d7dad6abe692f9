import { afterEach, describe, expect, it, vi } from 'vitest'
import { readInputs } from '../src/inputs.ts'

function given(values: Readonly<Record<string, string>>): void {
  const all = { source: 'oci-layout:out', repository: 'shop/app', tags: 'v1', ...values }
  for (const [name, value] of Object.entries(all)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value)
}

afterEach(() => vi.unstubAllEnvs())

describe('readInputs', () => {
  it('has a default for all but source, repository and tags', () => {
    given({})
    expect(readInputs()).toEqual({
      source: { transport: 'oci-layout', path: 'out' },
      repository: 'shop/app',
      tags: ['v1'],
      failOn: 'critical',
      scanTimeout: 600_000,
      scanInterval: 5000,
      settle: 15_000,
      quiet: 60_000,
    })
  })

  it('takes the lines of docker/metadata-action, each tag once', () => {
    given({ tags: '1.dkr.ecr.eu-west-1.amazonaws.com/shop/app:v1.4.0\nshop/app:latest\nlatest,sha-0a1b2c3' })
    expect(readInputs().tags).toEqual(['v1.4.0', 'latest', 'sha-0a1b2c3'])
  })

  it.for<[string, Record<string, string>, RegExp]>([
    ['no tags', { tags: ' ' }, /input tags is empty/],
    ['a tag of another repository', { tags: 'host/other:v1' }, /input tags is "host\/other:v1"/],
    ['a reference without a tag', { tags: 'host/shop/app' }, /input tags/],
    ['a tag that is none', { tags: '-v1' }, /input tags is "-v1"/],
    ['a repository with its host', { repository: '1.dkr.ecr.eu-west-1.amazonaws.com/app' }, /without the registry/],
    ['a repository in capitals', { repository: 'Shop' }, /a repository name/],
    ['a severity that is none', { 'fail-on': 'severe' }, /one of critical, high/],
    ['a settle time without unit', { settle: '15' }, /a duration/],
    ['another transport', { source: 'docker:app' }, /source is "docker:app"/],
  ])('refuses %s', ([, values, message]) => {
    given(values)
    expect(() => readInputs()).toThrow(message)
  })
})
