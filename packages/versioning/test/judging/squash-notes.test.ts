import { describe, expect, it } from 'vitest'
import {
  commitKeeper,
  judgeCommit,
  parseRules,
  renderNotes,
  settleRange,
  type JudgingOptions,
  type RangeCommit,
} from '../../src/index.ts'
import { judgeBothWays, judgingBy } from './judging-examples.ts'

const shaOf = (index: number): string => `${index}abcdef${'0'.repeat(33)}`

function notesOf(message: string, options: Partial<JudgingOptions> = {}): string {
  return notesOfCommits([judgeCommit({ sha: shaOf(0), message }, judgingBy(options))])
}

function notesOfCommits(commits: readonly RangeCommit[]): string {
  const { markdown } = renderNotes({
    version: '2.0.0',
    tag: 'v2.0.0',
    previousTag: 'v1.2.3',
    repositoryUrl: undefined,
    authors: new Map(),
    limit: 60_000,
    commits,
  })
  return markdown.replace('## 2.0.0\n\n', '')
}

/** As GitHub joins the commits of a pull request. */
const squash = (title: string, ...commits: readonly string[]): string =>
  `${title} (#12)\n\n${commits.map((message) => `* ${message}`).join('\n\n')}`

describe('the notes of a squash', () => {
  it('have every bullet that releases, in its section, and none that does not', () => {
    const message = squash('Add login', 'feat(api): a', 'docs: b', 'fix: c', 'feat: d', 'perf(db): e', 'say more')
    expect(notesOf(message)).toBe(
      [
        '### Features\n\n- **api:** a (#12, 0abcdef)\n- d (#12, 0abcdef)',
        '### Fixes\n\n- c (#12, 0abcdef)',
        '### Performance\n\n- **db:** e (#12, 0abcdef)',
      ].join('\n\n'),
    )
  })

  it('have every break with the bullet that it stands under', () => {
    const message = squash(
      'Rework the API',
      'feat(api)!: drop v1',
      'feat: sessions\n\nThey expire.\n\nBREAKING CHANGE: log in again\n\nOnce is enough.',
      'fix(db): keys\n\nBREAKING CHANGE: migrate',
      'fix: typo',
    )
    expect(notesOf(message)).toBe(
      [
        '### Breaking changes\n',
        '- **api:** drop v1 (#12, 0abcdef)',
        '- sessions (#12, 0abcdef)\n\n  log in again\n\n  Once is enough.',
        '- **db:** keys (#12, 0abcdef)\n\n  migrate',
        '\n### Fixes\n\n- typo (#12, 0abcdef)',
      ].join('\n'),
    )
  })

  it('have a break that stands above the bullets with the title', () => {
    const message = 'Rework the API (#12)\n\nBREAKING CHANGE: use v2\n\n* feat: a\n* fix: b'
    expect(notesOf(message)).toBe(
      [
        '### Breaking changes\n\n- Rework the API (#12, 0abcdef)\n\n  use v2',
        '### Features\n\n- a (#12, 0abcdef)',
        '### Fixes\n\n- b (#12, 0abcdef)',
      ].join('\n\n'),
    )
  })

  it('have the title beside the bullets where both count', () => {
    const message = squash('fix: login', 'feat: a', 'fix: login')
    expect(notesOf(message, { squashBodies: 'always' })).toBe(
      '### Features\n\n- a (#12, 0abcdef)\n\n### Fixes\n\n- login (#12, 0abcdef)',
    )
    expect(notesOf(message)).toBe('### Fixes\n\n- login (#12, 0abcdef)')
  })

  it('have no bullet that a later one takes back, and no break of one', () => {
    const message = squash('Rework', 'feat: a\n\nBREAKING CHANGE: b', 'fix: c', 'Revert "feat: a"')
    expect(notesOf(message)).toBe('### Fixes\n\n- c (#12, 0abcdef)')
    expect(judgeBothWays(message)).toMatchObject({ bump: 'patch', breaking: undefined })
  })

  it('have a revert among its bullets', () => {
    expect(notesOf(squash('Rework', 'Revert "feat: a"', 'fix: c'))).toBe(
      '### Fixes\n\n- c (#12, 0abcdef)\n\n### Reverts\n\n- Revert "feat: a" (#12, 0abcdef)',
    )
  })

  it('have all breaks of a message whose bullets do not count', () => {
    const message = squash('feat!: new API', 'feat: a\n\nBREAKING CHANGE: b', 'fix: c\n\nBREAKING CHANGE: d')
    expect(notesOf(message)).toBe('### Breaking changes\n\n- new API (#12, 0abcdef)\n\n  b\n\n  d')
  })

  it('have one line where the squash is taken back', () => {
    const commits = settleRange([
      judgeCommit({ sha: shaOf(1), message: 'Revert "Add login (#12)" (#13)' }),
      judgeCommit({ sha: shaOf(0), message: squash('Add login', 'feat: a', 'fix!: b') }),
    ]).commits
    expect(notesOfCommits(commits)).toBe('### Reverted\n\n- b (#12, 0abcdef), taken back by 1abcdef')
  })

  it('are kept where a long range is kept small', () => {
    const message = squash('feat: login', 'fix: a')
    const commit = judgeCommit({ sha: shaOf(0), message }, judgingBy({ squashBodies: 'always' }))
    expect(commitKeeper()(commit).changes).toHaveLength(2)
  })

  it('strictly have a break of a bullet, and none of a title that is prose', () => {
    const message = 'Rework (#12)\n\nBREAKING CHANGE: a\n\n* fix: b'
    expect(judgeBothWays(message, { mode: 'strict' })).toMatchObject({ bump: 'patch', breaking: undefined })
    const below = 'Rework (#12)\n\n* fix: b\n\nBREAKING CHANGE: a'
    expect(judgeBothWays(below, { mode: 'strict' })).toMatchObject({ bump: 'major', breaking: 'a', line: 5 })
  })
})

describe('what decides on a squash', () => {
  it('is the bullet above the break, whose line it is', () => {
    const message = squash('Rework', 'fix: a', 'feat(api): b\n\nBREAKING CHANGE: c')
    expect(judgeBothWays(message)).toMatchObject({
      bump: 'major',
      rule: 'breaking-footer',
      type: 'feat',
      scope: 'api',
      subject: 'b',
      line: 7,
      lineText: 'BREAKING CHANGE: c',
      breaking: 'c',
    })
  })
})

describe('what a squash asks for', () => {
  it('is a break with a commit, whatever list stands between', () => {
    const message = squash('Rework', 'fix: a', 'feat(api): b\n\n- one\n- two\n\nBREAKING CHANGE: c')
    expect(judgeBothWays(message)).toMatchObject({ type: 'feat', scope: 'api', subject: 'b', breaking: 'c' })
  })

  it('has all that its commits break', () => {
    expect(judgeBothWays(squash('Rework', 'feat!: a', 'fix: b\n\nBREAKING CHANGE: c')).breaking).toBe('a\n\nc')
  })

  it('is a single change where no bullet releases', () => {
    expect(judgeBothWays(squash('fix: a', 'docs: b'), { squashBodies: 'always' }).changes).toEqual([])
  })

  it('is also a break that the rules release nothing for', () => {
    const rules = parseRules('breaking: none')
    if ('problem' in rules) throw new Error(rules.problem)
    const { changes } = judgeBothWays(squash('Rework', 'chore!: a', 'fix: b'), { rules })
    expect(changes.map(({ breaking }) => breaking)).toEqual(['a', undefined])
  })
})

describe('the text of a break', () => {
  it.for<readonly [name: string, after: string, text: string]>([
    ['goes on over empty lines', '\n\nmore\n\nand more', 'b\n\nmore\n\nand more'],
    ['goes on in a list', '\n\n- one\n- two: three', 'b\n\n- one\n- two: three'],
    ['goes on in prose about an issue', '\n\nSee #12 for the reason.', 'b\n\nSee #12 for the reason.'],
    ['goes on where it refers to a guide', '\n\nSee https://example.com/guide', 'b\n\nSee https://example.com/guide'],
    ['goes on in the address of a guide', '\nhttps://example.com/guide\nc', 'b\nhttps://example.com/guide\nc'],
    ['goes on in a fence with a rule', '\n\n```diff\n---\n+a\n```\nmore', 'b\n\n```diff\n---\n+a\n```\nmore'],
    ['goes on after dashes within a line', '\n\na --- b', 'b\n\na --- b'],
    ['goes on after two dashes', '\n--\nc', 'b\n--\nc'],
    ['goes on after what only begins like a keyword', '\ncloses the door\nc', 'b\ncloses the door\nc'],
    ['goes on after a word that joins', '\nand\nc', 'b\nand\nc'],
    [
      'goes on in a line that looks like a key of a tracker',
      ' is written in\nUTF-8\nfrom now on',
      'b is written in\nUTF-8\nfrom now on',
    ],
    ['ends at a bullet that merges', "\n\n* Merge branch 'main' into d", 'b'],
    ['ends at a bullet that merges a remote branch', "\n\n* Merge remote-tracking branch 'origin/main'", 'b'],
    ['ends at a bullet that merges a pull request', '\n\n* Merge pull request #12 from octo/d', 'b'],
    ['ends at a bullet that was to be squashed', '\n\n* fixup! feat: a', 'b'],
    ['ends at a linked issue', '\n\ncloses [#12](https://github.com/octo/ship/issues/12)', 'b'],
    ['ends at the next bullet with a header', '\n\n* fix: c\n\nd', 'b'],
    ['ends at the next bullet of dashes with a header', '\n- feat(api)!: c', 'b'],
    ['ends at a bullet that reverts', '\n\n* Revert "feat: c"', 'b'],
    ['ends at a bullet of a feature', '\n* feat: c', 'b'],
    ['ends at a bullet of a performance gain', '\n* perf: c', 'b'],
    ['ends at a bullet that reverts by its type', '\n* revert: c', 'b'],
    ['ends at a bullet with a mark, whatever its type', '\n* wibble!: c', 'b'],
    ['ends at a rule of dashes', '\n\n---------\n\nSigned by d', 'b'],
    ['ends at a rule of dashes without an empty line', '\n---\nd', 'b'],
    ['ends at a rule of stars', '\n\n***\nd', 'b'],
    ['ends at a rule of underscores', '\n___\nd', 'b'],
    ['ends at a rule that is indented', '\n  ---\nd', 'b'],
    ['ends at a rule that blanks follow', '\n---  \nd', 'b'],
    ['ends at an issue that is closed', '\n\nCloses #12', 'b'],
    ['ends at an issue that is closed, with a colon', '\nFixes: #12', 'b'],
    ['ends at several issues', '\n\nfixes #12, #13 and octo/ship#14', 'b'],
    ['ends at an issue of another tracker', '\n\nRefs PROJ-12', 'b'],
    ['ends at the address of an issue', '\n\nResolves https://github.com/octo/ship/issues/12', 'b'],
    ['ends at the pull request that is closed', '\n\nPR Close #12', 'b'],
    ['ends where git says of what it is a copy', '\n\n(cherry picked from commit abcdef0)', 'b'],
    ['ends at an issue alone', '\n\n#12', 'b'],
    ['ends at an issue in parentheses', '\n\n(#12)\nc', 'b'],
    ['ends at an issue with a full stop', '\n\nCloses #12.\nc', 'b'],
    ['ends at an issue that is indented', '\n\n  Closes #12\nc', 'b'],
    ['ends at issues with a semicolon', '\n\nFixes #12;#13\nc', 'b'],
    ['ends at what an issue is a part of', '\n\nPart of: #12\nc', 'b'],
    ['ends at the address of a pull request', '\n\nhttps://github.com/octo/ship/pull/12\nc', 'b'],
    ['ends at the address of a merge request', '\n\nhttps://gitlab.com/octo/ship/-/merge_requests/12\nc', 'b'],
    ['ends at the address of a ticket', '\n\nhttps://octo.atlassian.net/browse/SHIP-12\nc', 'b'],
    ['ends at a trailer', '\nCo-authored-by: Ada <ada@example.com>', 'b'],
    ['ends at another footer', '\nRelease-As: 2.0.0', 'b'],
  ])('%s', ([, after, text]) => {
    expect(judgeBothWays(`feat: a\n\nBREAKING CHANGE: b${after}`).breaking).toBe(text)
  })

  it('is that of every break, one after the other', () => {
    const message = 'feat: a\n\nBREAKING CHANGE: b\n\nCloses #1\n\nBREAKING CHANGE: c\n---\nBREAKING-CHANGE: d'
    expect(judgeBothWays(message).breaking).toBe('b\n\nc\n\nd')
  })
})
