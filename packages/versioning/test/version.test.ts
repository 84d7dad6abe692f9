import fc from 'fast-check'
import semver from 'semver'
import { describe, expect, it } from 'vitest'
import {
  bumpBetween,
  bumpVersion,
  compareVersions,
  formatVersion,
  parseVersion,
  type Bump,
  type Version,
} from '../src/index.ts'
import { bumpBeforeOne } from '../src/plan/policy.ts'
import { version } from './examples.ts'

describe('parsing', () => {
  it.for([
    '1.2.3',
    '0.0.0',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-0.3.7',
    '1.0.0-x-y-z.4',
    '1.0.0+20130313144700',
    '1.0.0-beta+exp.sha.5114f85',
    '1.0.0-g0123456',
    '1.0.0--',
    '1.0.0-5a.0b',
  ])('%s is a version and is written the same', (text) => {
    expect(formatVersion(version(text))).toBe(text)
  })

  it.for<[name: string, text: string]>([
    ['a prefix', 'v1.2.3'],
    ['one part', '12'],
    ['two parts', '1.2'],
    ['four parts', '1.2.3.4'],
    ['a leading zero', '1.02.3'],
    ['a number below zero', '1.-2.3'],
    ['a number with an exponent', '1e2.0.0'],
    ['a number in another base', '0x1.0.0'],
    ['a blank within', '1. 2.3'],
    ['an empty part', '1..3'],
    ['a leading zero in a numeric identifier', '1.2.3-0123456'],
    ['an empty identifier', '1.2.3-a..b'],
    ['an empty pre-release', '1.2.3-'],
    ['an empty build', '1.2.3+'],
    ['blanks around it', ' 1.2.3 '],
    ['a line break after it', '1.2.3\n'],
    ['a number that is not safe', '1.2.9007199254740992'],
    ['an identifier that is not safe', '1.2.3-9007199254740992'],
    ['nothing', ''],
  ])('%s is no version', ([, text]) => {
    expect(parseVersion(text)).toBeUndefined()
  })
})

describe('precedence', () => {
  it('is that of the specification', () => {
    const sorted = ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11']
    const releases = ['1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0']
    const expected = [...sorted, ...releases]
    const shuffled = expected.toReversed().map(version)
    expect(shuffled.toSorted(compareVersions).map(formatVersion)).toEqual(expected)
  })

  it('ignores build metadata', () => {
    expect(compareVersions(version('1.0.0+a'), version('1.0.0+b'))).toBe(0)
  })
})

describe('a bump', () => {
  it.for<[base: string, bump: Bump, bumped: string]>([
    ['1.2.3', 'none', '1.2.3'],
    ['1.2.3-rc.1+5', 'none', '1.2.3-rc.1+5'],
    ['1.2.3+5', 'patch', '1.2.4'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
    ['1.2.3-rc.1', 'patch', '1.2.3'],
    ['1.3.0-rc.1', 'minor', '1.3.0'],
    ['1.2.3-rc.1', 'minor', '1.3.0'],
    ['2.0.0-rc.1', 'major', '2.0.0'],
    ['1.3.0-rc.1', 'major', '2.0.0'],
    ['1.0.1-rc.1', 'major', '2.0.0'],
  ])('of %s by %s leads to %s', ([base, bump, bumped]) => {
    expect(formatVersion(bumpVersion(version(base), bump))).toBe(bumped)
  })

  it('of none means none before 1.0.0 too', () => {
    expect(bumpBeforeOne('none', version('0.1.0'), 'semver')).toBe('none')
  })
})

const small = fc.nat({ max: 3 })
const identifier = fc.oneof(small, fc.constantFrom('a', 'b', 'alpha', 'beta', '-', '0a', 'A', 'rc'))
const versions: fc.Arbitrary<Version> = fc.record({
  major: small,
  minor: small,
  patch: small,
  prerelease: fc.array(identifier, { maxLength: 3 }),
  build: fc.array(fc.constantFrom('1', '007', 'sha'), { maxLength: 2 }),
})
const bumps = fc.constantFrom('major', 'minor', 'patch')

describe('the algebra', () => {
  it('writes what it reads', () => {
    fc.assert(
      fc.property(versions, (a) => {
        expect(parseVersion(formatVersion(a))).toEqual(a)
      }),
    )
  })

  it('orders as the reference implementation does', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(Math.sign(compareVersions(a, b))).toBe(semver.compare(formatVersion(a), formatVersion(b)))
      }),
    )
  })

  it('is a total order', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)))
        const [low, middle, high] = [a, b, c].toSorted(compareVersions) as [Version, Version, Version]
        const steps = [compareVersions(low, middle), compareVersions(middle, high), compareVersions(low, high)]
        expect(Math.max(...steps)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('bumps to a version above the base, as the reference implementation does', () => {
    fc.assert(
      fc.property(versions, bumps, (base, bump) => {
        const next = bumpVersion(base, bump)
        expect(compareVersions(next, base)).toBeGreaterThan(0)
        expect(formatVersion(next)).toBe(semver.inc(formatVersion(base), bump))
      }),
    )
  })

  it('bumps by none to the base itself', () => {
    fc.assert(
      fc.property(versions, (base) => {
        expect(bumpVersion(base, 'none')).toBe(base)
      }),
    )
  })

  it('finds the bump between a release and what it was bumped to', () => {
    const releases = versions.map((each) => ({ ...each, prerelease: [], build: [] }))
    fc.assert(
      fc.property(releases, bumps, (base, bump) => {
        expect(bumpBetween(base, bumpVersion(base, bump))).toBe(bump)
      }),
    )
  })
})
