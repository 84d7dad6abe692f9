import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRules, type JudgingOptions } from '../../src/index.ts'
import { glanceMessage } from '../../src/message/glance-message.ts'
import { judgeCommit, judgeThoroughly } from '../../src/judging/judge-commit.ts'
import { judgingBy } from '../judging/judging-examples.ts'

const header = fc
  .tuple(
    fc.constantFrom('', ' ', '\uFEFF', '\n', '* '),
    fc.constantFrom('feat', 'Fix', 'revert', 'gpg', 'add', 'Merge', 'BREAKING-CHANGE', '日本', '-type-', '🐛'),
    fc.constantFrom('', '', '(api)', '()', '(a, b)', '(a(b))', ' ', '!', ' !'),
    fc.constantFrom(': ', ': ', ':', ' : ', '!: ', ':  ', ''),
    fc.constantFrom('a', 'feat: b', '"c"', 'd (#12)', '0123456', '', 'x'.repeat(1200)),
  )
  .map((parts) => parts.join(''))

const line = fc.oneof(
  header,
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '',
    'Merge pull request #12 from a/b',
    'Revert "feat: a (#12)" (#13)',
    'Revert "Revert "fix: b""',
    'Reapply "feat!: c"',
    'Add it (#12)',
    'BREAKING CHANGE: a',
    '  BREAKING-CHANGE: a',
    'breaking changes: a',
    'BREAKING CHANGE a',
    'Release-As: 2.0.0',
    ' release-as 2',
    'This reverts commit 0123456.',
    'Reverts octo/cat#12',
    'Refs: 0123456',
    'Refs #1',
    '* feat!: b',
    '- revert: feat: a',
    '* Revert "feat: a"',
    '* docs: c',
    '- dependency-name: a',
    '> BREAKING CHANGE: a',
    '```',
    '~~~',
    '---',
    '\t',
  ),
)

const message = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', '\r', '\u2028')), { maxLength: 8 })
  .map((lines) => lines.flat().join(''))

const rules = parseRules('add: minor\n*(api): none\nBREAKING-CHANGE: patch')

const options: fc.Arbitrary<JudgingOptions> = fc
  .record({
    mode: fc.constantFrom('tolerant' as const, 'strict' as const),
    squashBodies: fc.constantFrom('auto' as const, 'always' as const, 'never' as const),
  })
  .map((given) => judgingBy('problem' in rules ? given : { ...given, rules }))

it('judges ordinary messages at a glance as it judges them thoroughly', () => {
  fc.assert(
    fc.property(message, options, (text, how) => {
      const commit = { sha: '0'.repeat(40), message: text }
      expect(judgeCommit(commit, how)).toEqual(judgeThoroughly(commit, how))
    }),
    { numRuns: 5000 },
  )
})

it('settles most messages at a glance', () => {
  const ordinary = [
    'feat(api): a (#12)\n\nbody\n\nSigned-off-by: a',
    'Add a',
    '✨ feat: a',
    'Merge pull request #1 from a/b\n\nc',
    'Bump a from 1.0.0 to 1.1.0 (#12)\n\n- [Commits](https://example.com)\n\n---\nupdated:\n- dependency-name: a\n...',
  ]
  for (const text of ordinary) expect(glanceMessage(text, judgingBy({}))).toBeDefined()
})
