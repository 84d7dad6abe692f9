import { expect, it } from 'vitest'
import type { Bump, MessageMode } from '../src/index.ts'
import { judgeBothWays } from './judging/judging-examples.ts'

/**
 * Shapes of messages that a tool for versions is known to read wrongly. What they ask for here, tolerantly and by the
 * letter of Conventional Commits 1.0.0.
 */
type Row = readonly [name: string, message: string, tolerant: Bump, strict: Bump]

const rows: readonly Row[] = [
  // A major that is not seen
  ['mark, which the angular preset does not know', 'feat!: a', 'major', 'major'],
  ['mark on a type without bump', 'chore!: a', 'major', 'major'],
  ['mark that narrows to a fix before 1.0.0 elsewhere', 'fix!: a', 'major', 'major'],
  ['footer that a reader of subjects does not see', 'fix: a\n\nBREAKING CHANGE: b', 'major', 'major'],
  ['dash in the footer, which counts as a patch elsewhere', 'fix: a\n\nBREAKING-CHANGE: b', 'major', 'major'],
  [
    'footer after the ruler of a bot',
    'build: a\n\n---\nupdated-dependencies:\n- dependency-name: b\n...\n\nBREAKING CHANGE: c',
    'major',
    'major',
  ],
  ['footer under a header that is not conventional', 'Drop it\n\nBREAKING CHANGE: b', 'major', 'none'],
  ['footer in the middle of a paragraph', 'fix: a\n\none\nBREAKING CHANGE: b\ntwo', 'major', 'patch'],
  ['footer without an empty line before it', 'fix: a\nBREAKING CHANGE: b', 'major', 'patch'],
  ['footer without a blank after the colon', 'fix: a\n\nBREAKING CHANGE:b', 'major', 'patch'],
  ['footer that is indented as code', 'fix: a\n\n    BREAKING CHANGE: b', 'major', 'patch'],
  ['text of a merge, which is not read elsewhere', 'Merge pull request #1 from a/b\n\nfeat!: a', 'major', 'major'],

  // A major, or a minor, that nobody meant
  ['lower-case footer', 'fix: a\n\nbreaking change: b', 'patch', 'patch'],
  ['mixed-case footer', 'fix: a\n\nBreaking Change: b', 'patch', 'patch'],
  ['prose that wraps before breaking change', 'fix: a\n\nThis is not a\nbreaking change in the docs', 'patch', 'patch'],
  ['prose within a line', 'fix: a\n\nthis is not a BREAKING CHANGE: really', 'patch', 'patch'],
  ['footer without a colon', 'fix: a\n\nBREAKING CHANGE b', 'patch', 'patch'],
  ['footer with a number sign', 'fix: a\n\nBREAKING CHANGE #b', 'patch', 'patch'],
  ['footer in a bullet', 'fix: a\n\n* BREAKING CHANGE: b', 'patch', 'patch'],
  [
    'release notes of a dependency in a quote',
    'fix(deps): a\n\n> ### v2\n>\n> BREAKING CHANGE: b\n> feat!: c',
    'patch',
    'patch',
  ],
  ['release notes of a dependency as headings', 'fix(deps): a\n\n### BREAKING CHANGE: b', 'patch', 'patch'],
  ['release notes in a code fence', 'fix: a\n\n```\nBREAKING CHANGE: b\n```', 'patch', 'patch'],
  ['footer in a bullet and as code in a row', 'fix: a\n\n- x\n- BREAKING CHANGE: b', 'patch', 'patch'],
  ['mark and colon in the subject', 'fix: print hello!: world', 'patch', 'patch'],
  ['mark and colon in the subject of a type without bump', 'docs: say wow!: ok', 'none', 'none'],
  ['type in the subject', 'docs: explain feat: prefix', 'none', 'none'],
  ['word that ends like a type', 'docs: defeat: x', 'none', 'none'],
  ['second header in the body', 'feat: a\n\nfix!: c', 'minor', 'minor'],
  ['word of another tool for a major', 'docs: explain #major\n\n#major', 'none', 'none'],
  ['word of another tool for no release', 'fix: a\n\n#none', 'patch', 'patch'],
  ['a break said by an agent in prose', 'chore: a\n\nNote: no BREAKING CHANGE: none here', 'none', 'none'],

  ['fixup of a break, which a filter lets through elsewhere', 'fixup! feat!: a', 'none', 'none'],
  ['empty type, which a parser takes', ': a', 'none', 'none'],
  ['empty type with a mark', '!: a', 'none', 'none'],
  ['word that closes an issue, and an address', 'docs: fix #1 as a@b.c asked', 'none', 'none'],

  // A release that is missed
  ['capitalised fix', 'Fix: a', 'patch', 'patch'],
  ['capitalised feature', 'Feat: a', 'minor', 'minor'],
  ['upper-case feature', 'FEAT: a', 'minor', 'minor'],
  ['scope that is a list', 'fix(deps, core): a', 'patch', 'patch'],
  ['scope in another script', 'feat(日本): a', 'minor', 'minor'],
  ['scope of a package', 'feat(@scope/pkg.name): a', 'minor', 'minor'],
  ['blank before the type', ' feat: a', 'minor', 'none'],
  ['type revert with a scope', 'revert(api): feat: a\n\nThis reverts commit 676104e.', 'patch', 'patch'],
  ['revert as git writes it', 'Revert "feat: a"\n\nThis reverts commit 676104e.', 'patch', 'patch'],
  ['revert of a squashed pull request', 'Revert "feat: a (#1)" (#2)', 'patch', 'patch'],

  // What the specification does not allow
  ['empty scope', 'feat(): a', 'minor', 'none'],
  ['scope of a blank', 'feat( ): a', 'minor', 'none'],
  ['no blank after the colon', 'feat:a', 'none', 'none'],
  ['mark, and no blank after the colon', 'feat!:a', 'none', 'none'],
  ['several blanks after the colon', 'feat:   a', 'minor', 'none'],
  ['tab after the colon', 'feat:\ta', 'minor', 'none'],
  ['scope with parentheses', 'feat(a(b)): a', 'minor', 'none'],
  ['two scopes', 'feat(a)(b): a', 'none', 'none'],
  ['type that is no word', '[feat]!: a', 'major', 'none'],
  ['empty line before the header', '\nfeat: a', 'minor', 'none'],
  ['byte order mark', '\uFEFFfeat: a', 'minor', 'none'],
  ['footer without a text', 'fix: a\n\nBREAKING CHANGE:', 'major', 'patch'],
  ['footer after another footer', 'fix: a\n\nRefs: #1\nBREAKING CHANGE: b', 'major', 'major'],
  ['footer after a footer with a number sign', 'fix: a\n\nFixes #1\nBREAKING CHANGE: b', 'major', 'major'],
  ['footer after a footer of several lines', 'fix: a\n\nRefs: #1\nand #2\nBREAKING CHANGE: b', 'major', 'major'],
  ['footer right after prose', 'fix: a\n\nbody\nBREAKING CHANGE: b', 'major', 'patch'],
]

it.for(rows)('%s', ([, message, tolerant, strict]) => {
  const bump = (mode: MessageMode): Bump => judgeBothWays(message, { mode }).bump
  expect({ tolerant: bump('tolerant'), strict: bump('strict') }).toEqual({ tolerant, strict })
})

it('has no name twice', () => {
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length)
})

it('ends a strict footer where the next begins', () => {
  const message = 'fix: a\n\nBREAKING CHANGE: b\nmore\nRefs #1'
  expect(judgeBothWays(message, { mode: 'strict' }).breaking).toBe('b\nmore')
})
