import { judgeCommit, planRelease } from '@slipway/versioning'
import { describe, expect, it } from 'vitest'
import { report } from '../src/report.ts'
import type { SemverResult } from '../src/run.ts'

function result(messages: readonly string[], more: Partial<SemverResult> = {}): SemverResult {
  const commits = messages.map((message, index) => judgeCommit({ sha: String(index).padStart(40, '0'), message }))
  const plan = planRelease({ base: undefined, commits, prefix: 'v' })
  return { head: 'a'.repeat(40), plan, tagged: 'none', rejected: [], obstacle: undefined, ...more }
}

describe('the summary', () => {
  it('has the version, why, and the commits, those that ask for a release first', () => {
    const { summary } = report(result(['docs: a', 'feat: b\n\nBREAKING CHANGE: c']))
    expect(summary).toMatch(/^### semver: v1\.0\.0 \(major, preview\)\n\nFirst release; 0000000 asks for major/)
    expect(summary.indexOf('feat: b')).toBeLessThan(summary.indexOf('docs: a'))
    expect(summary).toContain('| major | breaking-footer | 3: BREAKING CHANGE: c |')
    expect(summary).toContain('### Breaking changes')
  })

  it('says that there is nothing to release', () => {
    const { summary } = report(result(['docs: a']))
    expect(summary).toMatch(/^### semver: nothing to release\n\nNo releasing commit in the whole history\./)
    expect(summary).not.toContain('<details>')
  })

  it('says whether the tag is new', () => {
    expect(report(result(['feat: a'], { tagged: 'created' })).summary).toContain('v1.0.0 (minor, tagged)')
    expect(report(result(['feat: a'], { tagged: 'already' })).summary).toContain('v1.0.0 (minor, already tagged)')
  })

  it('lists tags above the base with the reason', () => {
    const { summary } = report(result(['feat: a'], { rejected: [{ name: 'v2.0.0', because: 'not-reachable' }] }))
    expect(summary).toContain('- v2.0.0: not-reachable')
  })

  it('counts what it does not list', () => {
    const messages = Array.from({ length: 250 }, (_, index) => `fix: number ${index}`)
    expect(report(result(messages)).summary).toContain('… and 50 more commits.')
  })

  it('shows text of commits without interpreting it', () => {
    expect(report(result(['feat: <b>|[x](y) @team'])).summary).not.toMatch(/<b>|\[x\]|@team/)
  })
})
