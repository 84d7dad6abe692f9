import { expect, it } from 'vitest'
import { judgeCommit, renderNotes } from '../../src/index.ts'

/** A runner takes `::name::` for a command where a line begins with it, blanks aside, and `##[name]` anywhere. */
const command = /^\s*::|##\[/m

it.for([
  'feat: a\n\nBREAKING CHANGE: b\n::stop-commands::c',
  'feat: a\n\nBREAKING CHANGE: ::add-mask::b',
  'feat: a\n\nBREAKING CHANGE: b\n  ::error::c',
  'feat: a\n\nBREAKING CHANGE: b ##[error]c',
  'feat: ::error::b',
  'feat(::error::a): b',
])('notes that a later step prints command nothing: %j', (message) => {
  const { markdown } = renderNotes({
    version: '2.0.0',
    tag: 'v2.0.0',
    previousTag: 'v1.2.3',
    repositoryUrl: undefined,
    authors: new Map(),
    limit: 60_000,
    commits: [judgeCommit({ sha: 'a'.repeat(40), message })],
  })
  expect(markdown).toContain('### ')
  expect(markdown).not.toMatch(command)
})
