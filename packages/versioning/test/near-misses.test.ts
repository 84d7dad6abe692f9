import { describe, expect, it } from 'vitest'
import { parseRules, type MessageMode } from '../src/index.ts'
import { judgeBothWays } from './judging-examples.ts'

type Row = readonly [name: string, message: string, line: number, because: RegExp, mode?: MessageMode]

describe('a near miss', () => {
  it.for<Row>([
    ['in lower case', 'fix: a\n\nbreaking change: b', 3, /in upper case/],
    ['in mixed case', 'fix: a\n\nBreaking Changes: b', 3, /`Breaking Changes` does not count/],
    ['in lower case with a dash', 'fix: a\n\nbreaking-change: b', 3, /in upper case/],
    ['after blanks', 'fix: a\n\n  breaking change: b', 3, /in upper case/],
    ['without a colon', 'fix: a\n\nbody\nBREAKING CHANGE b', 4, /a colon has to follow/],
    ['with a number sign', 'fix: a\n\nBREAKING CHANGE #b', 3, /a colon has to follow/],
    ['with a blank before the colon', 'fix: a\n\nBREAKING CHANGE : b', 3, /a colon has to follow/],
    ['with two blanks within', 'fix: a\n\nBREAKING  CHANGE: b', 3, /does not count: write `BREAKING CHANGE:`/],
    ['in the plural', 'fix: a\n\nBREAKING CHANGES: b', 3, /does not count: write `BREAKING CHANGE:`/],
    ['as the header', 'BREAKING CHANGE: b', 1, /stands in the header/],
    ['as the header with a dash', 'BREAKING-CHANGE: b', 1, /stands in the header/],
    ['of a mark after a blank', 'feat !: a', 1, /no blank may stand before the colon/],
    ['of a mark before a blank', 'feat! : a', 1, /no blank may stand before the colon/],
    ['of a mark on a type without bump', 'chore !: a', 1, /no blank may stand before the colon/],
    ['of a mark after a blank and before the scope', 'chore !(api): a', 1, /no blank may stand before the colon/],
    ['of a mark after the scope and before a blank', 'chore(api)! : a', 1, /no blank may stand before the colon/],
    ['of a mark after the scope and a blank', 'chore(api) !: a', 1, /no blank may stand before the colon/],
    ['of a mark on a capitalised type', 'Chore !: a', 1, /no blank may stand before the colon/],
    ['of a mark before the scope', 'fix!(api): a', 1, /`!` has to stand after the scope/],
    ['of a blank before the colon', 'fix : a', 1, /no blank may stand before the colon/],
    ['of a blank before the scope', 'fix (api): a', 1, /no blank may stand before the colon/],
    ['of no blank after the colon', 'feat:a', 1, /a blank has to follow the colon/],
    ['of no blank after mark and colon', 'feat!:a', 1, /a blank has to follow the colon/],
    ['of a version without a colon', 'chore: a\n\nRelease-As 2.0.0', 3, /a colon has to follow `Release-As`/],
    ['of a version that is not there', 'chore: a\n\nRelease-As:', 3, /names no version/],
    ['strictly, of a footer within a paragraph', 'fix: a\n\nb\nBREAKING CHANGE: c', 4, /only as a footer/, 'strict'],
    ['strictly, of a footer under prose', 'Drop it\n\nBREAKING CHANGE: c', 3, /not conventional/, 'strict'],
    ['strictly, of an empty scope', 'feat(): a', 1, /no empty scope/, 'strict'],
    ['strictly, of several blanks', 'feat:  a', 1, /one blank after the colon/, 'strict'],
    ['strictly, of a blank before the type', ' feat: a', 1, /nothing before the type/, 'strict'],
    ['strictly, of parentheses in a scope', 'feat(a(b)): a', 1, /no parentheses/, 'strict'],
    ['strictly, of a version within a paragraph', 'fix: a\n\nb\nRelease-As: 2.0.0', 4, /only as a footer/, 'strict'],
  ])('%s', ([, message, line, because, mode = 'tolerant']) => {
    const [found, ...others] = judgeBothWays(message, { mode }).nearMisses
    expect(found).toMatchObject({ line, lineText: message.split('\n')[line - 1]?.trim() })
    expect(found?.because).toMatch(because)
    expect(others).toEqual([])
  })

  it.for<readonly [name: string, message: string]>([
    ['a bullet', 'fix: a\n\n* breaking change: b'],
    ['a bullet of dashes', 'fix: a\n\n- breaking change: b'],
    ['a quote', 'fix: a\n\n> breaking change: b'],
    ['a heading', 'fix: a\n\n## breaking change: b'],
    ['a code fence', 'fix: a\n\n```\nbreaking change: b\n```'],
    ['prose at the start of a line', 'fix: a\n\nbreaking change in the docs: none'],
    ['prose within a line', 'fix: a\n\nno breaking change: b'],
    ['what breaks anyway', 'fix!: a\n\nbreaking change: b'],
    ['what breaks by its footer', 'fix: a\n\nBREAKING CHANGE: b\nBREAKING CHANGES: c'],
    ['a version that is named anyway', 'chore: a\n\nRelease-As: 2.0.0\nRelease-As:'],
    ['a header that would ask for nothing', 'docs : a'],
    ['a word that is no type', 'note:a'],
    ['an address', 'https://example.com/fix:a'],
    ['an emoji after a type', 'fix :bug: a'],
    ['an exclamation in prose', 'Attention !: a'],
    ['a version within a line', 'fix: a\n\nwe set release-as 2'],
    ['a mark twice', 'feat!!: a'],
    ['a conventional header', 'feat: a'],
  ])('is not %s', ([, message]) => {
    expect(judgeBothWays(message).nearMisses).toEqual([])
  })

  it.for(['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'])(
    'is a mark after a blank on the type %s',
    (type) => {
      expect(judgeBothWays(`${type} !: a`).nearMisses).toHaveLength(1)
    },
  )

  it('is of a type that the rules know in a scope', () => {
    const rules = parseRules('docs(api): minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('docs(api) : a', { rules }).nearMisses).toHaveLength(1)
    expect(judgeBothWays('docs(web) : a', { rules }).nearMisses).toHaveLength(0)
  })

  it('is of a type that the rules know', () => {
    const rules = parseRules('add: minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(judgeBothWays('add:a', { rules }).nearMisses).toHaveLength(1)
    expect(judgeBothWays('add:a').nearMisses).toHaveLength(0)
  })
})
