import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  keepsTo,
  maintenancePatternFor,
  maintenancePatternProblem,
  parseChannels,
  releaseLine,
  type Channels,
  type ReleaseLine,
} from '../../src/index.ts'
import { version } from '../examples.ts'

function channels(text: string): Channels {
  const parsed = parseChannels(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return parsed
}

const stable: ReleaseLine = { kind: 'stable' }
const channel = (identifier: string): ReleaseLine => ({ kind: 'channel', identifier })
const maintenance = (major: number, minor?: number): ReleaseLine => ({ kind: 'maintenance', major, minor })

const configured = channels('next: rc\n# others\n\n  beta/*:beta\nfeature/** : dev-1\nwip-*-x: wip\nä.b: umlaut')

describe('a branch', () => {
  it.for<readonly [branch: string | undefined, line: ReleaseLine]>([
    ['main', stable],
    [undefined, stable],
    ['', stable],
    ['next', channel('rc')],
    ['nextage', stable],
    ['my/next', stable],
    ['beta/a', channel('beta')],
    ['beta/a/b', stable],
    ['beta', stable],
    ['feature/a/b', channel('dev-1')],
    ['wip-a-x', channel('wip')],
    ['wip--x', channel('wip')],
    ['wip-a/b-x', stable],
    ['ä.b', channel('umlaut')],
    ['äxb', stable],
    ['1.x', maintenance(1)],
    ['0.x', maintenance(0)],
    ['10.20.x', maintenance(10, 20)],
    ['1.2.3.x', stable],
    ['01.x', stable],
    ['1.x.y', stable],
    ['v1.x', stable],
    ['1yx', stable],
    ['9007199254740992.x', stable],
  ])('%s', ([branch, line]) => {
    expect(releaseLine(branch, configured)).toEqual(line)
  })

  it.for<readonly [branch: string, pattern: string, line: ReleaseLine]>([
    ['release/1.x', 'release/N.x', maintenance(1)],
    ['release-1.4', 'release-N.N', maintenance(1, 4)],
    ['support/v3', 'support/vN', maintenance(3)],
    ['MAIN-3', 'MAIN-N', maintenance(3)],
    ['3/Next', 'N/Next', maintenance(3)],
    ['a+1.x', 'a+N.x', maintenance(1)],
    ['aa1.x', 'a+N.x', stable],
    ['1.x', 'release/N.x', stable],
    ['1.2.3', 'N.N.N', stable],
    ['lts', 'lts', stable],
  ])('%s under the maintenance pattern %s', ([branch, pattern, line]) => {
    expect(releaseLine(branch, [], [pattern])).toEqual(line)
  })

  it('that is a channel is no maintenance branch', () => {
    expect(releaseLine('1.x', channels('1.x: rc'))).toEqual(channel('rc'))
  })
})

it.for<readonly [pattern: string, problem: string | undefined]>([
  ['N.x', undefined],
  ['release/N.N', undefined],
  ['lts', 'no N'],
  ['MAIN', 'no N'],
  ['N.N.N', 'more numbers'],
])('the maintenance pattern %s', ([pattern, problem]) => {
  const found = maintenancePatternProblem(pattern)
  expect(found?.problem.includes(problem ?? '')).toBe(problem === undefined ? undefined : true)
})

describe('channels are refused', () => {
  it.for<readonly [name: string, text: string, problem: string, line: number]>([
    ['without an identifier', 'next:', 'identifier ""', 1],
    ['without a colon', 'next rc', 'not of the form', 1],
    ['without a pattern', ': rc', 'no branch pattern', 1],
    ['with a numeric identifier', 'next: 7', 'which is a number', 1],
    ['with a numeric identifier of two digits', 'next: 77', 'which is a number', 1],
    ['with several identifiers', 'next: rc.1', 'letters, digits and dashes', 1],
    ['with an identifier that SemVer does not know', 'next: r_c', 'letters, digits and dashes', 1],
    ['with another wildcard', 'next: rc\n\nbeta-?: beta', '"?"', 3],
    ['with a character class', 'next-[ab]: rc', '"["', 1],
    ['with a tilde in the pattern', 'next~1: rc', '"~"', 1],
    ['with a caret in the pattern', 'next^: rc', '"^"', 1],
    ['with a backslash in the pattern', 'next\\a: rc', String.raw`"\\"`, 1],
    ['with a control character in the pattern', 'next\u0007: rc', String.raw`"\u0007"`, 1],
    ['with a delete character in the pattern', 'next\u007F: rc', '"\u007F"', 1],
    ['with a blank in the pattern', 'my next: rc', '" "', 1],
    ['that repeat a pattern', 'next: rc\nnext: beta', '"next" and "next"', 2],
    ['that repeat a pattern and an identifier', 'next: rc\nnext: rc', '"next" and "next"', 2],
    ['that overlap', 'beta/*: beta\nbeta/1: rc', '"beta/1" and "beta/*"', 2],
    ['that overlap by two wildcards', 'a*: beta\n*b: rc', '"*b" and "a*"', 2],
    ['that overlap below a folder', 'beta/**: beta\nbeta/*/x: rc', '"beta/*/x" and "beta/**"', 2],
  ])('%s', ([, text, problem, line]) => {
    const found = parseChannels(text)
    if (!('problem' in found)) throw new Error('no problem')
    expect(found.problem).toContain(problem)
    expect(found).toMatchObject({ text: text.split('\n')[line - 1], line })
  })

  it.for([
    '',
    '\n \n',
    '# next: rc',
    'next: 1a\nbeta: a1',
    'beta/*: beta\nbeta/a/*: rc',
    'a*b: x\na*c: y',
    'next: rc\r\nbeta: beta\r\n',
  ])('not when they are %j', (text) => {
    expect(parseChannels(text)).toBeInstanceOf(Array)
  })

  it('are read without the blanks around a pattern', () => {
    expect(parseChannels(' next : rc ')).toEqual([{ pattern: 'next', identifier: 'rc' }])
  })
})

describe('patterns', () => {
  const letters = ['a', 'b', '/'] as const
  const pattern = fc
    .array(fc.constantFrom(...letters, '*', '**'), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(''))
  // Two patterns of three parts that have a name in common have one of six characters at most.
  const names = [1, 2, 3, 4, 5, 6].reduce<string[]>(
    (all) => ['', ...letters.flatMap((letter) => all.map((rest) => letter + rest))],
    [''],
  )
  const asExpression = (text: string): RegExp =>
    new RegExp(`^${text.replaceAll(/\*\*+|\*/g, (wild) => (wild === '*' ? '[^/]*' : '.*'))}$`)

  it('match what regular expressions do', () => {
    fc.assert(
      fc.property(pattern, (text) => {
        const expression = asExpression(text)
        const channels = [{ pattern: text, identifier: 'x' }]
        const matched = names.filter((name) => releaseLine(name, channels, []).kind === 'channel')
        expect(matched).toEqual(names.filter((name) => expression.test(name)))
      }),
      { numRuns: 50 },
    )
  })

  it('overlap exactly when a name matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        const [first, second] = [asExpression(left), asExpression(right)]
        const both = names.some((name) => first.test(name) && second.test(name))
        expect('problem' in parseChannels(`${left}: a\n${right}: b`)).toBe(both)
      }),
    )
  })
})

it.for<readonly [line: ReleaseLine, text: string, expected: boolean]>([
  [stable, '9.9.9', true],
  [channel('rc'), '9.9.9', true],
  [maintenance(1), '1.9.9', true],
  [maintenance(1), '2.0.0-rc.1', false],
  [maintenance(1, 2), '1.2.9', true],
  [maintenance(1, 2), '1.3.0', false],
])('%o keeps to %s: %s', ([line, text, expected]) => {
  expect(keepsTo(line, version(text))).toBe(expected)
})

describe('a branch that is named after the line of a version', () => {
  it.for<readonly [branch: string, version: string, pattern: string | undefined]>([
    ['release/1.4', '1.4.1', 'release/N.N'],
    ['release/1.4.x', '1.4.1', 'release/N.N.x'],
    ['release-1', '1.4.1', 'release-N'],
    ['v1', '1.4.1', 'vN'],
    ['1.4-stable', '1.4.1', 'N.N-stable'],
    ['support/10.0', '10.0.3', 'support/N.N'],
    ['release/1.4', '1.5.0', undefined],
    ['release/1.4', '2.4.0', undefined],
    ['release/1.4.1', '1.4.1', undefined],
    ['fix-1-of-1.4', '1.4.1', undefined],
    ['fix-12', '1.4.1', undefined],
    ['N1', '1.0.0', undefined],
    ['N-1', '1.0.0', undefined],
    ['main', '1.4.1', undefined],
    ['', '1.4.1', undefined],
  ])('%s at %s: %s', ([branch, at, pattern]) => {
    expect(maintenancePatternFor(branch, version(at))).toBe(pattern)
  })
})
