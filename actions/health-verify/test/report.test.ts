import { judge, type Check, type Result as Seen } from '@slipway/health'
import { describe, expect, it } from 'vitest'
import { report } from '../src/report.ts'
import type { Attempt, Result } from '../src/run.ts'

const checks: readonly Check[] = [{ kind: 'version', path: 'version', equals: '2' }]

function attempt(endpoint: string, at: number, result: Seen): Attempt {
  return { ...judge({ endpoint, at, result }, checks), durationMs: 4, address: '10.0.0.7' }
}

function answer(version: string): Seen {
  return { kind: 'answered', status: 200, headers: {}, body: JSON.stringify({ version }) }
}

const passed: Result = {
  judgement: { verdict: 'pass', reason: 'healthy', message: '1 in a row' },
  endpoints: ['http://a/', 'http://b/'],
  attempts: [
    attempt('http://a/', 1000, answer('1')),
    attempt('http://a/', 6000, answer('2')),
    attempt('http://b/', 6000, answer('2')),
  ],
  startedAt: 0,
  durationMs: 6000,
}

describe('report', () => {
  it('of a pass sets the outputs and lets the step succeed', () => {
    expect(report(passed)).toMatchObject({
      outputs: { verdict: 'pass', reason: 'healthy', message: '1 in a row', attempts: '3', 'observed-version': '2' },
    })
    expect(report(passed)).not.toHaveProperty('failure')
  })

  it.for(['fail', 'inconclusive'] as const)('of %s fails the step', (verdict) => {
    const result: Result = { ...passed, judgement: { verdict, reason: 'deadline', message: 'why' } }
    expect(report(result).failure).toBe(`health-verify: ${verdict}, why (deadline)`)
  })

  it('has one row an endpoint, and every probe below', () => {
    const { summary } = report(passed)
    expect(summary).toContain('| `http://a/` | good | 1 of 2 | `2` | `10.0.0.7` |')
    expect(summary).toContain('| `http://b/` | good | 1 of 1 | `2` | `10.0.0.7` |')
    expect(summary).toContain('<details><summary>All 3 probes</summary>')
    expect(summary).toContain('| 1 s | `http://a/` | mismatch | 4 ms |')
  })

  it('names every version where endpoints differ', () => {
    const attempts = [attempt('http://a/', 0, answer('1')), attempt('http://b/', 0, answer('2'))]
    expect(report({ ...passed, attempts }).outputs['observed-version']).toBe('1, 2')
  })

  it('of a run that was never answered shows what is known', () => {
    const { outputs, summary } = report({ ...passed, attempts: [] })
    expect(outputs).toMatchObject({ attempts: '0', 'observed-version': '' })
    expect(summary).toContain('| `http://a/` | not probed | 0 of 0 |')
  })

  it('has endpoints and versions as they are copied', () => {
    const endpoint = 'http://a/live_v2?*=1&b#c'
    const attempts = [attempt(endpoint, 0, answer('2.0.0_rc+@x#1'))]
    const { summary } = report({ ...passed, endpoints: [endpoint], attempts })
    expect(summary).toContain(`| \`${endpoint}\` | mismatch | 0 of 1 | \`2.0.0_rc+@x#1\` |`)
  })

  it('cannot be broken by what an endpoint answers', () => {
    const attempts = [attempt('http://a/', 0, answer('|</table>\n::error::x'))]
    const { summary } = report({ ...passed, attempts })
    expect(summary).not.toContain('</table>')
    expect(summary).not.toMatch(/^::error/m)
  })

  it('cuts a long row of probes, and says so', () => {
    const attempts = Array.from({ length: 250 }, (_, index) => attempt('http://a/', index, answer('1')))
    const { summary } = report({ ...passed, attempts })
    expect(summary).toContain('The last 100 of 250 probes')
    expect(summary.split('\n').length).toBeLessThan(120)
  })
})
