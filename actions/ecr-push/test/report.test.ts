import { judge, type Finding } from '@slipway/scan-policy'
import { describe, expect, it } from 'vitest'
import { report } from '../src/report.ts'
import type { Result } from '../src/run.ts'
import { inputsWith, uri } from './memory-cloud.ts'

const digest = `sha256:${'a'.repeat(64)}`

function resultOf(findings: readonly Finding[]): Result {
  const gate = judge([{ subject: { digest, platform: 'linux/amd64' }, findings }], 'high')
  const { verdict, reason, message } = gate
  const tags = verdict === 'pass' ? ['v1.4.0', 'latest'] : []
  return {
    inputs: inputsWith({ failOn: 'high' }),
    digest,
    image: `${uri}@${digest}`,
    tags,
    verdict,
    reason,
    message,
    gate,
  }
}

function findings(count: number, more: Partial<Finding> = {}): readonly Finding[] {
  const packages = [{ name: 'lib|x', version: '1', fixedIn: '2' }]
  return Array.from({ length: count }, (_, i) => ({
    id: `${i}`,
    vulnerability: `CVE-${i}`,
    severity: 'HIGH',
    packages,
    ...more,
  }))
}

describe('report', () => {
  it('of a pass sets every output and fails nothing', () => {
    const { outputs, failure, summary } = report(resultOf([]))
    expect(failure).toBeUndefined()
    expect(outputs).toEqual({
      digest,
      image: `${uri}@${digest}`,
      verdict: 'pass',
      reason: 'clean',
      message: 'the scan found nothing',
      tags: 'v1.4.0\nlatest',
    })
    expect(summary).toContain('| critical | high | medium | low | informational | unrated |')
  })

  it('of a failure lists what broke the rule, with a link where it is plain', () => {
    const { summary, failure } = report(resultOf(findings(1, { uri: 'https://nvd.nist.gov/vuln/detail/CVE-0' })))
    expect(failure).toBe('ecr-push: 1 of 1 findings are high or worse: 1 high (findings)')
    expect(summary).toContain(
      '| [CVE-0](https://nvd.nist.gov/vuln/detail/CVE-0) | high | lib&#124;x 1 | 2 | linux/amd64 |',
    )
  })

  it.for(['javascript:alert(1)', 'https://x/)[click](https://evil', 'https://x/ y'])('makes no link of %s', (uri) => {
    expect(report(resultOf(findings(1, { uri }))).summary).not.toContain('](')
  })

  it('cuts long lists by rows and says so', () => {
    const { summary } = report(resultOf(findings(1234)))
    expect(summary.match(/^\| CVE-/gm)).toHaveLength(200)
    expect(summary).toContain('_and 1034 more_')
  })

  it('of a cancellation before anything was known has empty outputs for what is not known', () => {
    const { outputs, failure } = report({
      inputs: inputsWith(),
      digest: '',
      image: '',
      tags: [],
      verdict: 'inconclusive',
      reason: 'cancelled',
      message: 'cancelled',
    })
    expect(outputs).toMatchObject({ digest: '', image: '', tags: '', verdict: 'inconclusive' })
    expect(failure).toBe('ecr-push: cancelled (cancelled)')
  })
})
