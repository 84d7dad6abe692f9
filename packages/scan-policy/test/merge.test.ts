import { describe, expect, it } from 'vitest'
import type { Finding, OtherReport } from '../src/index.ts'
import { amd64, arm64, cve, judged } from './judged.ts'

const ghsa = 'GHSA-aaaa-bbbb-cccc'

describe('one finding of several reports', () => {
  it.for<[string, readonly Finding[], number]>([
    ['the same', [cve(1), cve(1)], 1],
    ['by a name in other letters', [cve(1), cve(1, { vulnerability: 'cve-2026-1001', id: 'x' })], 1],
    ['a package in other letters', [cve(1), cve(1, {}, { name: 'OpenSSL' })], 1],
    ['an alias', [cve(1, { aliases: [ghsa] }), cve(9, { vulnerability: ghsa })], 1],
    ['an alias the other way round', [cve(1), cve(9, { vulnerability: ghsa, aliases: ['CVE-2026-1001'] })], 1],
    ['another version', [cve(1), cve(1, {}, { version: '3.0.2' })], 2],
    ['another package', [cve(1), cve(1, {}, { name: 'libssl3' })], 2],
    ['another vulnerability', [cve(1), cve(2)], 2],
    [
      'an advisory of two CVEs makes no finding of them',
      [cve(1), cve(2), cve(9, { vulnerability: 'ALAS-1', aliases: ['CVE-2026-1001', 'CVE-2026-1002'] })],
      3,
    ],
    [
      'a name that two CVEs claim is neither',
      [cve(1, { aliases: [ghsa] }), cve(2, { aliases: [ghsa] }), cve(9, { vulnerability: ghsa })],
      3,
    ],
    [
      'a finding of two packages is two',
      [
        cve(1, {
          packages: [
            { name: 'a', version: '1' },
            { name: 'b', version: '1' },
          ],
        }),
      ],
      2,
    ],
    [
      'a finding of two places is one',
      [
        cve(1, {
          packages: [
            { name: 'a', version: '1', path: '/x' },
            { name: 'a', version: '1', path: '/y' },
          ],
        }),
      ],
      1,
    ],
    ['without a package', [cve(1, { packages: [] }), cve(1, { packages: [] })], 1],
  ])('%s', ([, findings, count]) => {
    expect(judged({ amd64: findings }).findings).toHaveLength(count)
  })

  it('keeps the name of an advisory that stands for two CVEs', () => {
    const advisory = cve(9, { vulnerability: 'ALAS-1', aliases: ['CVE-2026-1001', 'CVE-2026-1002'] })
    expect(judged({ amd64: [advisory] }).findings.map(({ vulnerability }) => vulnerability)).toEqual(['ALAS-1'])
  })

  it('on two platforms is two, each with its platform', () => {
    const { findings } = judged({ amd64: [cve(1)], arm64: [cve(1)] })
    expect(findings.map(({ subject }) => subject)).toEqual([amd64, arm64])
  })

  it('keeps the most severe and the most informed', () => {
    const one = cve(1, { severity: 'LOW', score: 5, source: 'inspector', kev: false, epss: 0.2, fix: 'no', title: '' })
    const two = cve(1, { severity: 'CRITICAL', score: 9, source: 'trivy', title: 'a title' }, { fixedIn: '3.0.2' })
    const three = cve(8, {
      vulnerability: ghsa,
      aliases: ['CVE-2026-1001'],
      severity: 'UNTRIAGED',
      kev: true,
      source: 'grype',
    })
    const { findings } = judged({ amd64: [one, two, three] })
    expect(findings).toEqual([
      expect.objectContaining({
        vulnerability: 'CVE-2026-1001',
        aliases: [ghsa.toUpperCase()],
        severity: 'CRITICAL',
        score: 9,
        epss: 0.2,
        kev: true,
        fix: 'yes',
        title: 'a title',
        source: 'grype, inspector, trivy',
        packages: [{ name: 'openssl', version: '3.0.1', fixedIn: '3.0.2' }],
      }),
    ])
  })

  it('suppressed by Inspector still counts where another scanner finds it', () => {
    const reports = [{ name: 'trivy.json', platform: 'linux/amd64', findings: [cve(1)] }]
    expect(judged({ amd64: [cve(1, { status: 'SUPPRESSED' })], reports }).verdict).toBe('fail')
  })
})

describe('a report of another scanner is about', () => {
  const about = (report: Partial<OtherReport>): readonly (string | undefined)[] => {
    const { findings, notes } = judged({ reports: [{ name: 'trivy.json', findings: [cve(1)], ...report }] })
    return [findings[0]?.subject.platform, ...notes]
  }

  it.for<[string, Partial<OtherReport>, string]>([
    ['the image of its digest', { digest: arm64.digest, platform: 'linux/amd64' }, 'linux/arm64/v8'],
    ['the image of its platform', { platform: 'linux/amd64' }, 'linux/amd64'],
    ['the image of its platform with any variant', { platform: 'linux/arm64' }, 'linux/arm64/v8'],
    [
      'the image of its platform when the digest is of the index',
      { digest: 'sha256:1', platform: 'linux/amd64' },
      'linux/amd64',
    ],
  ])('%s', ([, report, platform]) => {
    expect(about(report)).toEqual([platform])
  })

  it.for<[string, Partial<OtherReport>, string, RegExp]>([
    [
      'no platform it names',
      {},
      '',
      /trivy.json does not say which platform.*linux\/amd64, linux\/arm64\/v8.*count all the same/,
    ],
    ['one that the image has not', { platform: 'linux/s390x' }, 'linux/s390x', /is about linux\/s390x/],
  ])('%s: it counts and is told', ([, report, platform, note]) => {
    expect(about(report)).toEqual([platform, expect.stringMatching(note)])
  })
})
