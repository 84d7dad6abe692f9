import { describe, expect, it } from 'vitest'
import { heldBy, lineOf, releaseOf } from '../src/promotion/version-line.ts'

describe('lineOf', () => {
  it.for([
    ['v1.4', { prefix: '', major: 1, minor: 4 }],
    ['1', { prefix: '', major: 1 }],
    ['api-v2', { prefix: 'api-', major: 2 }],
    ['latest', { prefix: '' }],
    ['v1.4.0', undefined],
    ['build-7', undefined],
    ['1234567', undefined],
    ['0a1b2c3', undefined],
  ] as const)('of %s is %j', ([tag, line]) => {
    expect(lineOf(tag)).toEqual(line)
  })
})

describe('releaseOf', () => {
  it.for([
    ['v1.4.0', '', '1.4.0'],
    ['1.4.0', '', '1.4.0'],
    ['1.5.0-rc.1', '', '1.5.0-rc.1'],
    ['api-v1.4.0', 'api-', '1.4.0'],
    ['api-1.4.0', 'api-', '1.4.0'],
    ['v1.4.0_5', '', '1.4.0'],
    ['v1.4.0-0a1b2c3', '', '1.4.0'],
    ['v1.4.0-0a1b2c3d4e5f60718293a4b5c6d7e8f901234567-2', '', '1.4.0'],
  ] as const)('%s is, behind "%s", %s', ([tag, prefix, version]) => {
    const release = releaseOf(tag)
    expect([release?.prefix, release?.version.version]).toEqual([prefix, version])
  })

  it.for(['latest', 'v1', 'v1.4', 'v1.04.0', '1.2.3.4', 'sha-0a1b2c3', ''])('%s names none', (tag) => {
    expect(releaseOf(tag)).toBeUndefined()
  })
})

describe('heldBy', () => {
  it.for<[string, string, readonly string[], readonly string[], string | undefined]>([
    ['a newer release of the line', 'v1', ['v1.4.0', 'v1'], ['v1.5.0', 'v1'], 'v1.5.0'],
    ['the tenth after the ninth', 'latest', ['v1.9.0'], ['v1.10.0'], 'v1.10.0'],
    ['a release after its candidate', 'v1', ['v1.5.0-rc.2'], ['v1.5.0'], 'v1.5.0'],
    ['a later candidate', 'next', ['v1.5.0-rc.2'], ['v1.5.0-rc.11'], 'v1.5.0-rc.11'],
    ['the highest of several', 'latest', ['1.0.0'], ['1.2.0', '1.3.0', 'latest'], '1.3.0'],
    ['the line of a package', 'api-v1', ['api-v1.1.0'], ['api-v1.2.0', 'web-v9.0.0'], 'api-v1.2.0'],
    ['a newer major under latest', 'latest', ['v1.4.1'], ['v2.0.0'], 'v2.0.0'],
    ['not an older one', 'v1', ['v1.5.0'], ['v1.4.0'], undefined],
    ['not the same one, built again', 'v1', ['v1.4.0-0a1b2c3'], ['v1.4.0-ffffff9'], undefined],
    ['not a release of another line', 'v1', ['v1.5.0'], ['v2.0.0', 'v1'], undefined],
    ['not what has no version', 'latest', ['v1.5.0'], ['main'], undefined],
    ['not for a candidate without a version', 'latest', ['sha-0a1b2c3'], ['v1.5.0'], undefined],
    ['not a tag of one image', 'v1.4.0', ['v1.4.0'], ['v1.5.0', 'v1.4.0'], undefined],
    ['not by another package', 'latest', ['v1.0.0'], ['web-v2.0.0'], undefined],
  ])('%s', ([, tag, candidate, there, held]) => {
    expect(heldBy(tag, candidate, there)?.tag).toBe(held)
  })
})
