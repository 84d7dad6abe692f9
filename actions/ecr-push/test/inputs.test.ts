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

  it('takes a repository whose first part has a dot', () => {
    given({ repository: 'my.team/app', tags: 'my.team/app:v1,localhost/my.team/app:v2' })
    expect(readInputs()).toMatchObject({ repository: 'my.team/app', tags: ['v1', 'v2'] })
  })

  it('takes tags with Windows line ends', () => {
    given({ tags: 'localhost:5000/shop/app:v1\r\nv1.4\r\n' })
    expect(readInputs().tags).toEqual(['v1', 'v1.4'])
  })

  it.for<[string, Record<string, string>, RegExp]>([
    ['no tags', { tags: ' ' }, /input tags is empty/],
    ['tags of which nothing is left', { tags: ' ,\n,' }, /input tags is empty/],
    ['a tag of a repository whose name ends alike', { tags: 'host.example/team/shop/app:v1' }, /input tags is "host/],
    ['a tag of a folder of the repository', { tags: 'team/shop/app:v1' }, /input tags is "team/],
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
