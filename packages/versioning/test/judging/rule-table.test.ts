import { describe, expect, it } from 'vitest'
import { defaultRules, parseRules, type Bump, type RuleTable } from '../../src/index.ts'
import { judgeBothWays } from './judging-examples.ts'

function rulesOf(text: string): RuleTable {
  const rules = parseRules(text)
  if ('problem' in rules) throw new Error(rules.problem)
  return rules
}

describe('rules', () => {
  it.for<readonly [name: string, rules: string, message: string, bump: Bump, rule: string | undefined]>([
    ['by default', '', 'feat: a', 'minor', 'feat: minor'],
    ['of a type', 'refactor: patch', 'refactor: a', 'patch', 'refactor: patch'],
    ['of a type, in any case', 'Refactor: Patch', 'REFACTOR: a', 'patch', 'refactor: patch'],
    ['that take a bump away', 'perf: none', 'perf: a', 'none', 'perf: none'],
    ['that leave the other defaults', 'perf: none', 'fix: a', 'patch', 'fix: patch'],
    ['of a type in a scope', 'feat(docs): none', 'feat(docs): a', 'none', 'feat(docs): none'],
    ['of a type in a scope, for another scope', 'feat(docs): none', 'feat(api): a', 'minor', 'feat: minor'],
    ['of a type in a scope, without a scope', 'feat(docs): none', 'feat: a', 'minor', 'feat: minor'],
    ['of a scope', '*(deps): none', 'fix(deps): a', 'none', '*(deps): none'],
    ['of a scope, for a type without bump', '*(deps): patch', 'chore(deps): a', 'patch', '*(deps): patch'],
    ['of which the most specific wins', '*(deps): none\nfix(deps): minor', 'fix(deps): a', 'minor', 'fix(deps): minor'],
    ['in any order', 'fix(deps): minor\n*(deps): none', 'fix(deps): a', 'minor', 'fix(deps): minor'],
    ['of which the later holds', 'fix: minor\nfix: none', 'fix: a', 'none', 'fix: none'],
    ['for a list of scopes: the highest', 'fix(a): none\nfix(b): minor', 'fix(a, b): a', 'minor', 'fix(b): minor'],
    ['for a list of scopes without blanks', 'fix(a): none\nfix(b): minor', 'fix(b,a): a', 'minor', 'fix(b): minor'],
    ['for a list of scopes of which one has a rule', 'fix(a): none', 'fix(a, b): a', 'patch', 'fix: patch'],
    ['of a scope that a header has in any case', 'fix(api): none', 'fix(API): a', 'none', 'fix(api): none'],
    ['of a scope in any case', 'fix(API): none', 'fix(api): a', 'none', 'fix(api): none'],
    ['with blanks and comments', '\n  # all\n  docs : patch  \n', 'docs: a', 'patch', 'docs: patch'],
    ['that make breaks less', 'breaking: minor', 'fix!: a', 'minor', 'breaking: minor'],
    ['that make breaks nothing, which leaves the type', 'breaking: none', 'feat!: a', 'minor', 'breaking: none'],
    [
      'of a scope without bump, which do not hide a break',
      '*(deps): none',
      'fix(deps)!: a',
      'major',
      'breaking: major',
    ],
    ['of reverts, for a revert by git', 'revert: none', 'Revert "feat: a"', 'none', 'revert: none'],
    ['of a type named like a property of every object', '', 'constructor: a', 'none', undefined],
    [
      'of what comes back and was nothing, which is patch at least',
      'revert: none',
      'Reapply "docs: a"',
      'patch',
      'revert: none',
    ],
    ['of what comes back and was less than a revert', 'revert: minor', 'Reapply "fix: a"', 'minor', 'fix: patch'],
    ['of what comes back', 'docs: minor', 'Reapply "docs: a"', 'minor', 'docs: minor'],
  ])('%s', ([, text, message, bump, ruleText]) => {
    expect(judgeBothWays(message, { rules: rulesOf(text) })).toMatchObject({ bump, ruleText })
  })

  it.for<readonly [name: string, rules: string, line: number, problem: RegExp]>([
    ['no bump', 'feat', 1, /not a rule/],
    ['an unknown bump', 'feat: minor\nfix: big', 2, /`big` is unknown/],
    ['an empty bump', 'feat:', 1, /not a rule/],
    ['any type without a scope', '*: patch', 1, /`\*` needs a scope/],
    ['a list of scopes', 'feat(a, b): patch', 1, /write a line for each scope/],
    ['an empty scope', '# all\n\nfeat(): patch', 3, /not a rule/],
    ['prose', 'everything is a patch', 1, /not a rule/],
  ])('refuse %s', ([, text, line, problem]) => {
    const found = parseRules(text)
    expect(found).toMatchObject({ line, text: text.split('\n')[line - 1] })
    expect('problem' in found ? found.problem : '').toMatch(problem)
  })

  it('are found in any case of the type', () => {
    expect(defaultRules.bumpOf('Feat', undefined)?.bump).toBe('minor')
  })

  it('are the defaults when none are given', () => {
    const rules = rulesOf('')
    for (const type of ['feat', 'fix', 'perf', 'revert', 'docs']) {
      expect(rules.bumpOf(type, undefined)).toEqual(defaultRules.bumpOf(type, undefined))
    }
  })
})
