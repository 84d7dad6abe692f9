import { describe, expect, it } from 'vitest'
import { judgeCommit, planRelease, releaseNotes } from '../src/index.ts'
import { release } from './examples.ts'

function notes(...messages: readonly string[]): string {
  const commits = messages.map((message, index) => judgeCommit({ sha: `${index}abcdef012345`, message }))
  return releaseNotes(planRelease({ base: release('1.2.3'), commits, prefix: 'v' }))
}

describe('notes', () => {
  it('have what breaks first, then the groups, each with scope and commit', () => {
    const breaking = 'feat(api)!: drop v1\n\nBREAKING CHANGE: use v2\n\nSee the guide.'
    expect(notes('fix: b', 'docs: c', 'feat(ui): d', breaking, 'perf: e', 'Revert "feat: f"', 'fix!: g')).toBe(
      [
        '## 2.0.0',
        '',
        '### Breaking changes',
        '',
        '- **api:** drop v1 (3abcdef)',
        '',
        '  use v2',
        '',
        '  See the guide.',
        '- g (6abcdef)',
        '',
        '### Features',
        '',
        '- **ui:** d (2abcdef)',
        '',
        '### Fixes',
        '',
        '- b (0abcdef)',
        '',
        '### Performance',
        '',
        '- e (4abcdef)',
        '',
        '### Reverts',
        '',
        '- Revert "feat: f" (5abcdef)',
      ].join('\n'),
    )
  })

  it('say so when there is nothing', () => {
    expect(notes('docs: a')).toBe('## 1.2.3\n\nNothing that asks for a release.')
  })

  it('show text from commits and interpret none of it', () => {
    const text = notes('feat(<b>): ![x](http://x) @team <script>\n\nBREAKING CHANGE: # no heading | `code`')
    expect(text.replace(/^(#+ |- )/gm, '').replaceAll('**', '')).not.toMatch(/[<>[\]@`|]|!\[|# no/)
  })
})
