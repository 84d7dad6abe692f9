import { readFile } from 'node:fs/promises'
import { judge, type Finding, type Rules } from '@slipway/scan-policy'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { report } from '../src/report.ts'
import { beginProgress, type Result } from '../src/result.ts'
import { plainRules } from '../src/gate/rules.ts'
import { uri } from './memory.ts'
import { inputsWith, limits, other } from './scene.ts'

const digest = `sha256:${'a'.repeat(64)}`
const inputs = inputsWith({ limits: { failOn: 'high' } })
const rules = plainRules({ ...limits, failOn: 'high' }, [])

function resultOf(findings: readonly Finding[], more: Partial<Result> = {}, by: Rules = rules): Result {
  const images = [{ subject: { digest, platform: 'linux/amd64' }, findings }]
  const gate = judge({ images, reports: [] }, by, 0)
  const { verdict, reason, message, accepted } = gate
  const tags = accepted ? ['v1.4.0', 'latest'] : []
  const registry = uri.replace('/shop/app', '')
  const image = `${uri}@${digest}`
  return {
    ...beginProgress().soFar,
    inputs,
    registry,
    digest,
    image,
    tags,
    verdict,
    reason,
    message,
    accepted,
    gate,
    ...more,
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

describe('the outputs', () => {
  it('of a pass are all set, and nothing fails', () => {
    const { outputs, failure, annotations } = report(
      resultOf([], {
        pushed: { pushedBytes: 4000, reusedBytes: 1500, mountedBytes: 50, manifests: 1 },
        verdictDigest: other,
        files: { findings: '/temp/findings.json', sarif: '/temp/findings.sarif' },
      }),
    )
    expect([failure, annotations]).toEqual([undefined, []])
    expect(outputs).toEqual({
      digest,
      repository: 'shop/app',
      registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
      image: `${uri}@${digest}`,
      tags: 'v1.4.0\nlatest',
      verdict: 'pass',
      reason: 'clean',
      message: 'the scan found nothing',
      ...{ critical: '0', high: '0', medium: '0', low: '0', informational: '0', unrated: '0' },
      'findings-file': '/temp/findings.json',
      'sarif-file': '/temp/findings.sarif',
      'pushed-bytes': '4000',
      'reused-bytes': '1550',
      'verdict-digest': other,
    })
  })

  it('are those that action.yml promises, in every case', async () => {
    const { outputs } = parse(await readFile(new URL('../action.yml', import.meta.url), 'utf8')) as { outputs: object }
    expect(Object.keys(report(resultOf([])).outputs).toSorted()).toEqual(Object.keys(outputs).toSorted())
  })

  it('of a cancellation before anything was known are empty for what is not known', () => {
    const judged = { verdict: 'inconclusive', reason: 'cancelled', message: 'cancelled', accepted: false } as const
    const { outputs, failure } = report({ ...beginProgress().soFar, inputs, ...judged })
    expect(outputs).toMatchObject({ digest: '', image: '', tags: '', critical: '', 'pushed-bytes': '' })
    expect(failure).toBe('ecr-push: cancelled (cancelled)')
  })

  it('of an image that was accepted without a verdict say so, and fail nothing', () => {
    const verdict = { verdict: 'inconclusive', reason: 'scan-timeout', message: 'no verdict in time' } as const
    const { outputs, failure, annotations } = report(resultOf([], { ...verdict, accepted: true }))
    expect([outputs['verdict'], failure]).toEqual(['inconclusive', undefined])
    expect(annotations).toMatchObject([{ level: 'warning', message: 'accepted without a verdict: no verdict in time' }])
  })
})

describe('an image that was not scanned to the end', () => {
  it.for([
    { name: 'nothing was seen', seen: [], counts: ['', ''], table: /^(?!.*\| critical)/s },
    { name: 'something was seen', seen: findings(2), counts: ['', '2'], table: /\| \? \| 2 \| \? \|/ },
  ])('counts nothing as none: $name', ({ seen, counts, table }) => {
    const { gate } = resultOf(seen)
    if (gate === undefined) throw new TypeError('no gate')
    const { outputs, summary } = report(resultOf(seen, { gate: { ...gate, whole: false } }))
    expect([outputs['critical'], outputs['high']]).toEqual(counts)
    expect(summary).toMatch(table)
    expect(summary).toContain('Not everything was scanned')
  })

  it('is no clean one among several', () => {
    const { gate } = resultOf([])
    if (gate === undefined) throw new TypeError('no gate')
    const end = { ...gate, verdict: 'fail', reason: 'unscannable', whole: false } as const
    const rechecked = ['tag:a', 'tag:b'].map((label) => ({ label, digest, end, verdictDigest: '' }))
    expect(report(resultOf([], { rechecked })).summary).toContain(
      '| tag:a | `sha256:aaaaaaaaaaaa` | fail (unscannable) | not known |',
    )
  })
})

describe('the summary', () => {
  it('reads from the verdict to the evidence', () => {
    const { summary } = report(
      resultOf(findings(1, { uri: 'https://nvd.nist.gov/vuln/detail/CVE-0' }), {
        pushed: { pushedBytes: 300_094_164, reusedBytes: 1500, mountedBytes: 0, manifests: 1 },
        held: [{ kind: 'held', tag: 'v1', on: other, by: 'v1.5.0' }],
        notes: ['rule 1 of the lifecycle policy keeps 1 untagged images'],
        verdictDigest: other,
      }),
    )
    expect(summary).toBe(
      [
        '### ecr-push: fail (findings)',
        '1 of 1 finding &#40;1 high&#41; breaks the rules: CVE-0 in lib&#124;x 1 on linux/amd64: high &#40;fail-on: high&#41;, fixed in 2',
        `|  |  |\n| --- | --- |\n| image | \`${uri}@${digest}\` |\n| tags on it | none |\n` +
          '| stays | `v1` on `sha256:000000000000`, which is `v1.5.0` |\n| pushed | 300 MB, 1.5 kB were there |\n' +
          '| verdict attached | `sha256:000000000000` |',
        '| critical | high | medium | low | informational | unrated |\n| --- | --- | --- | --- | --- | --- |\n| 0 | 1 | 0 | 0 | 0 | 0 |',
        '#### What broke the rules',
        '| finding | severity | package | fixed in | platform | rule |\n| --- | --- | --- | --- | --- | --- |\n' +
          '| [CVE-0](https://nvd.nist.gov/vuln/detail/CVE-0) | high | lib&#124;x 1 | 2 | linux/amd64 | high &#40;fail-on: high&#41; |',
        '#### Notes',
        '- rule 1 of the lifecycle policy keeps 1 untagged images',
      ].join('\n\n'),
    )
  })

  it('says of an ignored finding who answers for it, until when and why', () => {
    const until = Date.UTC(2027, 0, 1)
    const ignore = { id: 'CVE-0', owner: 'ana@shop', reason: 'not reachable', until, line: 3 }
    const { summary, failure } = report(resultOf(findings(1), {}, { ...rules, ignores: [ignore] }))
    expect(failure).toBeUndefined()
    expect(summary).toMatch(/#### Ignored[^]*CVE-0.*ana&#64;.*shop, until 2026-12-31, not reachable/)
  })

  it.for(['javascript:alert(1)', 'https://x/)[click](https://evil', 'https://x/ y'])('makes no link of %s', (uri) => {
    expect(report(resultOf(findings(1, { uri }))).summary).not.toContain('](')
  })

  it('folds a long table, and cuts whole rows of a very long one', () => {
    const { summary } = report(resultOf(findings(20_000)))
    expect(summary).toContain('<details><summary>20000 findings</summary>')
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    const rows = summary.match(/^\| CVE-.* \|$/gm) ?? []
    expect(rows.length).toBeGreaterThan(3000)
    expect(summary).toContain(`_${20_000 - rows.length} more rows left out`)
    expect(summary).toContain('_All of them are in `findings-file`._')
  })

  it('of several images has a row for each', () => {
    const { gate: end } = resultOf([])
    const { gate: bad } = resultOf(findings(2))
    if (end === undefined || bad === undefined) throw new TypeError('no gate')
    const rechecked = [
      { label: 'tag:latest', digest, end, verdictDigest: '' },
      { label: 'ecs:prod/api app', digest: other, end: bad, verdictDigest: '' },
    ]
    const { summary } = report(resultOf(findings(2), { inputs: inputsWith({ mode: 'recheck' }), rechecked }))
    expect(summary).toContain('| tag:latest | `sha256:aaaaaaaaaaaa` | pass (clean) | none |')
    expect(summary).toContain('| ecs:prod/api app | `sha256:000000000000` | fail (findings) | 2 high |')
    expect(summary).not.toContain('| image | `123')
  })
})

describe('the annotations', () => {
  it('leave room for the line that fails the step, and say how many there are more', () => {
    const { annotations = [] } = report(resultOf(findings(30)))
    expect(annotations.filter(({ level }) => level === 'error')).toHaveLength(9)
    expect(annotations.at(-1)?.message).toMatch(/22 more findings/)
  })

  it('warn of what needs a hand, each once', () => {
    const { annotations } = report(resultOf([], { notes: ['a', 'a', 'b'] }))
    expect(annotations?.map(({ level, message }) => `${level} ${message}`)).toEqual(['warning a', 'warning b'])
  })
})
