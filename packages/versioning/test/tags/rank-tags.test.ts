import { describe, expect, it } from 'vitest'
import { rejectedAbove, selectTags, type ReleaseTag, type SelectedTags, type Tag } from '../../src/index.ts'

const rankTags = (listed: readonly Tag[], prefix: string): SelectedTags =>
  selectTags(listed, prefix, { kind: 'stable' })
import { release, version } from '../examples.ts'

const tags = (...names: readonly string[]): readonly Tag[] =>
  names.map((name) => ({ name, commit: `commit of ${name}` }))

const candidates = (prefix: string, ...names: readonly string[]): readonly string[] =>
  rankTags(tags(...names), prefix).candidates.map(({ name }) => name)

const rejected = (base: ReleaseTag | undefined, ...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(rejectedAbove(rankTags(tags(...names), 'v'), base).map(({ name, because }) => [name, because]))

describe('candidates', () => {
  it('are sorted as versions, not as text', () => {
    expect(candidates('v', 'v1.9.0', 'v1.10.0', 'v0.99.9', 'v1.10.1')).toEqual([
      'v1.10.1',
      'v1.10.0',
      'v1.9.0',
      'v0.99.9',
    ])
  })

  it.for<[name: string, ...sorted: string[]]>([
    ['a word', 'v1.0.0+b', 'v1.0.0+a'],
    ['a number', 'v1.0.0+10', 'v1.0.0+9'],
    ['a number after a word', 'v1.0.0+k3s.10', 'v1.0.0+k3s.9'],
    ['a word over a number', 'v1.0.0+a', 'v1.0.0+1'],
    ['anything over nothing', 'v1.0.0+1', 'v1.0.0'],
    ['more over less', 'v1.0.0+1.0', 'v1.0.0+1'],
    ['the same number written twice', 'v1.0.0+01', 'v1.0.0+1'],
  ])('that tie are sorted by what follows the +: %s', ([, ...sorted]) => {
    expect(candidates('v', ...sorted)).toEqual(sorted)
    expect(candidates('v', ...sorted.toReversed())).toEqual(sorted)
  })

  it('are the stable ones of the prefix', () => {
    const names = ['v1.0.0', 'v1.1.0-rc.1', '2.0.0', 'api-v3.0.0', 'v4.0', 'v05.0.0', 'vnext', 'V6.0.0', 'v7.0.0+build']
    expect(candidates('v', ...names)).toEqual(['v7.0.0+build', 'v1.0.0'])
  })

  it('are those without prefix when it is empty', () => {
    expect(candidates('', 'v1.0.0', '2.0.0', '2.0', 'api/3.0.0')).toEqual(['2.0.0'])
  })

  it('are those of one package when the prefix names it', () => {
    expect(candidates('api/v', 'v1.0.0', 'api/v2.0.0', 'web/v3.0.0')).toEqual(['api/v2.0.0'])
  })

  it('do not read a prefix as a pattern', () => {
    expect(candidates('v.', 'vx1.0.0', 'v.1.0.0')).toEqual(['v.1.0.0'])
  })
})

describe('tags above the base', () => {
  it('are rejected each for its reason', () => {
    const names = ['v1.2.3', 'v2.0.0', 'v1.3.0-rc.1', 'v3', 'v1.4', 'web-v5.0.0', '6.0.0', 'nightly']
    expect(rejected(release('1.2.3'), ...names)).toEqual({
      'v2.0.0': 'not-reachable',
      'v1.3.0-rc.1': 'prerelease',
      v3: 'not-semver',
      'v1.4': 'not-semver',
      'web-v5.0.0': 'other-prefix',
      '6.0.0': 'other-prefix',
    })
  })

  it('may hold a version after something like one', () => {
    expect(rejected(undefined, 'x1.2.3.4', 'on-10.0.0.1-v1.2.3')).toEqual({
      'x1.2.3.4': 'not-semver',
      'on-10.0.0.1-v1.2.3': 'other-prefix',
    })
  })

  it.for([
    ['v3', 'not-semver', '3.0.0'],
    ['v12.034.56', 'not-semver', '12.34.56'],
    ['v1.4-rc.1', 'not-semver', '1.4.0'],
    ['vx1.4', 'not-semver', undefined],
    ['web-v10.20.30', 'other-prefix', '10.20.30'],
    ['web-v1.2.3-rc.1', 'other-prefix', '1.2.3-rc.1'],
  ] as const)('say what their names seem to mean: %s', ([name, because, text]) => {
    const meant = text === undefined ? {} : { version: version(text) }
    expect(rankTags(tags(name), 'v').rejected).toEqual([{ name, because, ...meant }])
  })

  it('are not those below it', () => {
    expect(rejected(release('1.2.3'), 'v1.0.0', 'v1.2.3-rc.1', 'v1', 'v1.2', 'web-v1.0.0', '0.6.0')).toEqual({})
  })

  it('are all tags when there is no base', () => {
    expect(rejected(undefined, 'v1.0.0', '1.0.0', 'nightly')).toEqual({
      'v1.0.0': 'not-reachable',
      '1.0.0': 'other-prefix',
      nightly: 'not-semver',
    })
  })

  it('include one that leads to no commit', () => {
    const ranked = rankTags([{ name: 'v9.0.0', commit: undefined }], 'v')
    expect(rejectedAbove(ranked, release('1.2.3'))).toMatchObject([{ name: 'v9.0.0', because: 'no-commit' }])
  })
})
