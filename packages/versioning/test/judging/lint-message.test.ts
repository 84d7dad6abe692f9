import { describe, expect, it } from 'vitest'
import { lintMessage, parseRules, type FindingCode, type MessageMode } from '../../src/index.ts'

type Row = readonly [
  name: string,
  message: string,
  findings: readonly (readonly [number, FindingCode])[],
  mode?: MessageMode,
]

describe('the lint of a message', () => {
  it.for<Row>([
    ['passes a conventional header', 'feat: a', []],
    ['passes any type', 'wibble(x)!: a', []],
    ['passes a footer', 'feat: a\n\nBREAKING CHANGE: b', []],
    ['passes a merge of a branch', "Merge branch 'a' into b", []],
    ['passes a merge of branches', "Merge branches 'a' and 'b'", []],
    ['passes a merge of a branch from elsewhere', "Merge remote-tracking branch 'origin/a'", []],
    ['passes a merge of a tag', "Merge tag 'v1.0.0' into a", []],
    ['passes a merge of a commit', "Merge commit '0123456'", []],
    ['passes a merge of a sha, as GitHub makes one to test', 'Merge 0123456 into 1234567', []],
    ['passes a merge by Bitbucket', 'Merged in topic (pull request #1)', []],
    ['passes a footer that says that nothing breaks', 'feat: a\n\nBREAKING CHANGE: none', []],
    ['passes a version', 'chore: a\n\nRelease-As: 2.0.0', []],
    ['passes a version without a blank', 'chore: a\n\nRelease-As:2.0.0', []],
    ['strictly passes a version', 'chore: a\n\nRelease-As: 2.0.0', [], 'strict'],
    ['passes a merge of a pull request', 'Merge pull request #1 from a/b\n\nAdd c', []],
    ['passes a revert by git', 'Revert "Add a"\n\nThis reverts commit 0123456.', []],
    ['passes a reapply by git', 'Reapply "Add a"', []],
    ['finds no message', '\n', [[1, 'empty-message']]],
    ['finds prose', 'Add a', [[1, 'not-conventional']]],
    ['finds prose that begins with merge', 'Merge the two lists', [[1, 'not-conventional']]],
    ['finds a header without a subject', 'feat:', [[1, 'not-conventional']]],
    ['finds a header after an empty line', '\nAdd a', [[2, 'not-conventional']]],
    ['finds what is to be squashed', 'fixup! feat: a', [[1, 'fixup']]],
    ['finds what is to be amended', 'amend! feat: a', [[1, 'fixup']]],
    ['finds what is to be squashed otherwise', 'squash! feat: a', [[1, 'fixup']]],
    ['finds a mistake of any type', 'docs : a', [[1, 'near-miss']]],
    ['finds a break in the header', 'BREAKING CHANGE: a', [[1, 'near-miss']]],
    ['finds a break in the header with a dash', 'BREAKING-CHANGE: a', [[1, 'near-miss']]],
    ['finds a ticket key before a header', 'PROJ-1 feat: a', [[1, 'near-miss']]],
    ['finds a ticket key that reads as a type', 'PROJ-1: feat: a', [[1, 'near-miss']]],
    ['finds a ticket key before a header that would ask for nothing', 'PROJ-1 docs: a', [[1, 'near-miss']]],
    ['finds an emoji before a header', '✨feat: a', [[1, 'near-miss']]],
    ['finds a type in brackets', '[feat]: a', [[1, 'near-miss']]],
    ['finds a capitalised type in brackets', '[Docs] a', [[1, 'near-miss']]],
    ['finds a scope in brackets', 'fix[api]: a', [[1, 'near-miss']]],
    ['finds what is not seen', '\u200Bfix: a', [[1, 'near-miss']]],
    ['finds a word for a type', 'feature: a', [[1, 'near-miss']]],
    ['finds a word for a type with a scope', 'Hotfix(api): a', [[1, 'near-miss']]],
    ['passes such a word with a mark, which counts', 'feature!: a', []],
    ['finds a full-width colon', 'feat：a', [[1, 'near-miss']]],
    ['finds a break in a bullet', 'fix: a\n\n* BREAKING CHANGE: b', [[3, 'near-miss']]],
    ['finds a break in bold', 'fix: a\n\n**BREAKING CHANGE:** b', [[3, 'near-miss']]],
    ['strictly finds a word for a type', 'feature: a', [[1, 'near-miss']], 'strict'],
    ['finds a break in lower case', 'feat: a\n\nbreaking change: b', [[3, 'near-miss']]],
    [
      'finds a finding a line',
      'feat:a\n\nbreaking change: b\nRelease-As 2',
      [
        [1, 'near-miss'],
        [3, 'near-miss'],
        [4, 'near-miss'],
      ],
    ],
    ['finds prose with parentheses', 'wibble(api) : a', [[1, 'not-conventional']]],
    ['strictly finds a type that is no word', 'a.b: c', [[1, 'near-miss']], 'strict'],
    ['finds a near miss even beside a break', 'feat!: a\n\nbreaking change: b', [[3, 'near-miss']]],
    ['tolerates an empty scope', 'feat(): a', []],
    ['strictly finds an empty scope', 'feat(): a', [[1, 'near-miss']], 'strict'],
    ['strictly finds a blank before the type', ' feat: a', [[1, 'not-conventional']], 'strict'],
    ['strictly finds a footer that is none', 'feat: a\nBREAKING CHANGE: b', [[2, 'near-miss']], 'strict'],
    [
      'strictly finds a footer under prose',
      'Add a\n\nBREAKING CHANGE: b',
      [
        [1, 'not-conventional'],
        [3, 'near-miss'],
      ],
      'strict',
    ],
    [
      'strictly passes the letter of the specification',
      'feat(a): b\n\nc\n\nRefs: #1\nBREAKING CHANGE: d',
      [],
      'strict',
    ],
  ])('%s', ([, message, findings, mode = 'tolerant']) => {
    const found = lintMessage(message, mode)
    expect(found.map(({ line, code }) => [line, code])).toEqual(findings)
    for (const { line, lineText, message: words } of found) {
      expect(lineText).toBe((message.split('\n')[line - 1] ?? '').trim())
      expect(words).not.toBe('')
    }
  })

  it('passes a word for a type that the rules know', () => {
    const rules = parseRules('feature: minor')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(lintMessage('feature: a', 'tolerant', rules)).toEqual([])
  })

  it('passes a type of the rules that could be read as another with a scope', () => {
    const rules = parseRules('feat/api: patch')
    if ('problem' in rules) throw new Error(rules.problem)
    expect(lintMessage('feat/api: a', 'tolerant', rules)).toEqual([])
  })

  it('strictly says when a header is right and does not begin at once', () => {
    expect(lintMessage('\nfeat: a', 'strict')[0]?.message).toContain('it does not begin at once')
    expect(lintMessage('\nAdd a', 'strict')[0]?.message).not.toContain('it does not begin at once')
  })
})
