import { describe, expect, it } from 'vitest'
import { growingFaster, textsFor, within } from '@slipway/test-support/sampling/growth'
import { authorOf } from '../src/notes/author.ts'
import { parseChannels } from '../src/lines/channels.ts'
import { knowsType } from '../src/message/commit-types.ts'
import { judgeCommit } from '../src/judging/judge-commit.ts'
import { defaultJudging } from '../src/judging-options.ts'
import { headerMistake } from '../src/message/header-mistake.ts'
import { lintMessage } from '../src/judging/lint-message.ts'
import { notesLinks } from '../src/notes/notes-links.ts'
import { packageMatcher } from '../src/packages/package-matcher.ts'
import { parsePackages } from '../src/packages/packages.ts'
import { readTag } from '../src/tags/rank-tags.ts'
import { releaseLine } from '../src/lines/release-line.ts'
import { parseRules } from '../src/rule-table.ts'
import { tagPrefixProblem } from '../src/tags/tag-name.ts'
import { parseVersion } from '../src/version.ts'

type Read = (text: string) => unknown

const commit = (message: string): unknown => judgeCommit({ sha: 'a'.repeat(40), message }, defaultJudging)
const globs = packageMatcher([{ name: 'a', include: ['**/a*/**/b?*c', 'a**b**c'], exclude: ['**/*.md'] }])

const readers: readonly (readonly [string, Read])[] = [
  ['the author of a commit', (text) => authorOf(text, text)],
  ['channels', parseChannels],
  ['packages', parsePackages],
  ['the path of a commit', globs],
  ['the name of a tag', (name) => readTag({ name, commit: 'a' }, 'v')],
  [
    'the name of a branch',
    (name) => releaseLine(name, [{ pattern: 'a*b*c/**', identifier: 'rc' }], ['N.x', 'N.N.x', 'N1N']),
  ],
  ['rules', parseRules],
  ['a tag prefix', tagPrefixProblem],
  ['a version', parseVersion],
  ['an address', (text) => notesLinks(text).compare(text, text)],
]

/** What stands around the hostile part of a message: as its header, in it, as a scope, in a body, as a footer. */
const around: readonly (readonly [string, string])[] = [
  ['', ''],
  ['fix', ' x'],
  ['fix(', '): x'],
  ['chore: x\n\n', ''],
  ['x (#1)\n\n* ', '\n'],
  ['x\n\nBREAKING CHANGE:', 'x'],
  ['x\n\nRelease-As', 'x'],
  ['Merge pull request #1 from a/b\n\n', ''],
]

const messageName = ([before, after]: readonly [string, string]): string => `a message: ${before}…${after}`
const textsOf = textsFor(
  [...readers.map(([name]) => name), ...around.map(messageName), 'a header that is nearly one'],
  200,
)

describe('what others write is read in time that grows with its length only', () => {
  it.for(readers)('%s', ([name, read]) => {
    expect(growingFaster(read, textsOf(name))).toEqual([])
  })

  it.for(around)('a message: %j, then %j', ([before, after]) => {
    const texts = within(before, after, textsOf(messageName([before, after])))
    expect(growingFaster(commit, texts)).toEqual([])
    expect(growingFaster((text) => lintMessage(text, 'strict'), texts)).toEqual([])
  })

  it('a header that is nearly one', () => {
    const mistake = (text: string): unknown => headerMistake(text, 'tolerant', knowsType(defaultJudging.rules))
    expect(growingFaster(mistake, within('fix', 'x', textsOf('a header that is nearly one')))).toEqual([])
  })
})
