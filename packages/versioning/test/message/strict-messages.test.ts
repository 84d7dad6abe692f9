import { describe, expect, it } from 'vitest'
import type { Bump, CommitRule, RangeCommit } from '../../src/index.ts'
import { judgeBothWays } from '../judging/judging-examples.ts'

type Row = readonly [name: string, message: string, bump: Bump, rule: CommitRule]

const judge = (message: string): RangeCommit => judgeBothWays(message, { mode: 'strict' })

describe('strictly a message', () => {
  it.for<Row>([
    ['may have a type of another script', 'größe: a', 'none', 'type-without-bump'],
    ['may have a dash in its type', 'bug-fix!: a', 'major', 'breaking-mark'],
    ['has no sign in its type', 'feat/api!: a', 'none', 'not-conventional'],
    ['has no blanks around its scope', 'feat( api ): a', 'none', 'not-conventional'],
    ['has no footer that is indented', 'fix: a\n\n BREAKING CHANGE: b', 'patch', 'type'],
    [
      'has a footer after one with a dash',
      'fix: a\n\nSigned-off-by: b\nBREAKING CHANGE: c',
      'major',
      'breaking-footer',
    ],
    ['has no footer after a token without a value', 'fix: a\n\nRefs: \nBREAKING CHANGE: b', 'patch', 'type'],
    ['has a footer under a revert by git', 'Revert "Add a"\n\nBREAKING CHANGE: b', 'major', 'breaking-footer'],
    ['has no footer under prose', 'Add a\n\nBREAKING CHANGE: b', 'none', 'not-conventional'],
  ])('%s', ([, message, bump, rule]) => {
    expect(judge(message)).toMatchObject({ bump, rule })
  })

  it('has no second break within the text of its footer', () => {
    const text = 'b\n BREAKING CHANGE: c\nBREAKING CHANGE:d\nBREAKING CHANGE:'
    expect(judge(`fix: a\n\nBREAKING CHANGE: ${text}`).breaking).toBe(text)
  })

  it('has no words of a footer with a number sign within those of another', () => {
    expect(judge('fix: a\n\nBREAKING CHANGE: b\nReviewed-by #ada').breaking).toBe('b')
  })

  it('has no near miss of a word that is no type', () => {
    expect(judge('a.b!: c').nearMisses).toEqual([])
  })
})
