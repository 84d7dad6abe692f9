import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/finding.ts'
import { readReport, type ReportKind } from '../../src/incoming/read-report.ts'
import { isAbout } from '../../src/incoming/scan-report.ts'
import { digestOf, reports } from './reports.ts'

const read = (kind: ReportKind) => readReport(kind, reports[kind], `${kind}.json`)

function finding(kind: ReportKind, vulnerability: string): Finding {
  const found = read(kind).findings.find((each) => each.vulnerability === vulnerability)
  if (found === undefined) throw new Error(`no ${vulnerability} in ${kind}`)
  return found
}

const facts: readonly { name: string; kind: ReportKind; of: string; has: object }[] = [
  {
    name: "trivy: the score of the severity's source, the fix, the layer and the package's kind",
    kind: 'trivy',
    of: 'CVE-2026-11001',
    has: {
      severity: 'CRITICAL',
      score: 9.8,
      fix: 'yes',
      uri: 'https://avd.aquasec.com/nvd/cve-2026-11001',
      source: 'trivy',
      packages: [
        {
          name: 'libssl3',
          version: '3.0.15-1~deb12u1',
          fixedIn: '3.0.16-1~deb12u1',
          manager: 'deb',
          layer: digestOf('b'),
        },
      ],
    },
  },
  {
    name: "trivy: without a score of the severity's source NVD's counts, without a compressed layer the unpacked one",
    kind: 'trivy',
    of: 'CVE-2019-1010022',
    has: {
      score: 9.8,
      fix: 'no',
      packages: [{ name: 'libc6', version: '2.36-9+deb12u9', manager: 'deb', layer: digestOf('d') }],
    },
  },
  { name: 'trivy: CVSS 4 counts', kind: 'trivy', of: 'CVE-2026-22002', has: { score: 8.7 } },
  {
    name: 'trivy: where a package of a language lies',
    kind: 'trivy',
    of: 'CVE-2026-22002',
    has: { packages: [expect.objectContaining({ path: 'app/node_modules/qs/package.json', fixedIn: '6.5.3, 6.2.4' })] },
  },
  {
    name: 'grype: the score of the related record, EPSS and KEV',
    kind: 'grype',
    of: 'CVE-2026-11001',
    has: { severity: 'Critical', score: 9.8, epss: 0.91342, kev: true, fix: 'yes', source: 'grype' },
  },
  {
    name: 'grype: another name of the same vulnerability, and the name of a package that scanners agree on',
    kind: 'grype',
    of: 'GHSA-jfh8-c2jp-5v3q',
    has: {
      aliases: ['CVE-2021-44228'],
      packages: [expect.objectContaining({ name: 'org.apache.logging.log4j:log4j-core', layer: digestOf('e') })],
    },
  },
  {
    name: 'grype: negligible is informational, and what will not be fixed has no fix',
    kind: 'grype',
    of: 'CVE-2019-1010022',
    has: { severity: 'Informational', fix: 'no' },
  },
  {
    name: 'sarif: the package of a sentence of Trivy',
    kind: 'sarif',
    of: 'CVE-2026-11001',
    has: {
      severity: 'CRITICAL',
      score: 9.8,
      source: 'Trivy',
      packages: [
        expect.objectContaining({ name: 'libssl3', version: '3.0.15-1~deb12u1', fixedIn: '3.0.16-1~deb12u1' }),
      ],
    },
  },
  {
    name: 'sarif: a score of 0 is none, and the scanner’s word stays unrated',
    kind: 'sarif',
    of: 'TEMP-0841856-B18BAF',
    has: { severity: 'UNKNOWN' },
  },
  {
    name: 'sarif: the package of a sentence of Grype, and the vulnerability without the package in its rule',
    kind: 'sarif',
    of: 'CVE-2026-22002',
    has: {
      severity: 'high',
      packages: [{ name: 'qs', version: '6.5.1', manager: 'npm', path: '/app/node_modules/qs/package.json' }],
    },
  },
  { name: 'sarif: a level is a severity where nobody scores', kind: 'sarif', of: 'IL1/user', has: { severity: 'LOW' } },
  { name: 'sarif: a rule of an extension', kind: 'sarif', of: 'X/1', has: { severity: 'MEDIUM', score: 4 } },
  { name: 'sarif: a suppression in doubt suppresses nothing', kind: 'sarif', of: 'IL3', has: { severity: 'CRITICAL' } },
]

describe('a finding of a report', () => {
  it.for(facts)('$name', ({ kind, of, has }) => expect(finding(kind, of)).toMatchObject(has))

  it('has no alias where an advisory is about several vulnerabilities', () =>
    expect(finding('grype', 'RHSA-2026:1001').aliases).toBeUndefined())

  it('says nothing of a fix, of exploitation or of a status that the scanner says nothing of', () => {
    expect(finding('grype', 'RHSA-2026:1001')).not.toHaveProperty('fix')
    expect(finding('grype', 'CVE-2019-1010022')).not.toHaveProperty('kev')
    expect(finding('sarif', 'IL3')).not.toHaveProperty('status')
  })

  it.for(['trivy', 'grype', 'sarif'] as const)('has an id of its own: %s', (kind) => {
    const ids = read(kind).findings.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('a report', () => {
  it.for([
    { kind: 'trivy', tool: 'trivy', count: 5, platform: 'linux/arm64/v8' },
    { kind: 'grype', tool: 'grype', count: 4, platform: 'linux/arm64/v8' },
    { kind: 'sarif', tool: 'Trivy, grype, Image Linter', count: 6, platform: undefined },
  ] as const)('of $kind names its tool, its image and its platform', ({ kind, tool, count, platform }) => {
    const report = read(kind)
    expect(report).toMatchObject({ tool, digest: digestOf('a') })
    expect(report.platform).toBe(platform)
    expect(report.digests).toEqual([digestOf('a'), digestOf('c')])
    expect(report.findings).toHaveLength(count)
  })

  it.for([
    { kind: 'trivy', notes: ['1 secret, 1 misconfiguration in it: not judged, only vulnerabilities are'] },
    { kind: 'grype', notes: ['1 match in it that Grype itself was told to ignore: not judged'] },
    {
      kind: 'sarif',
      notes: [
        '1 result in it about other things than vulnerabilities: not judged',
        '1 result in it that the report itself suppresses: not judged',
      ],
    },
  ] as const)('of $kind says what of it is not judged', ({ kind, notes }) => expect(read(kind).notes).toEqual(notes))

  it.for([
    { name: 'the pushed index', image: [digestOf('a'), digestOf('1')], about: 'this' },
    { name: 'the configuration of a pushed image', image: [digestOf('c')], about: 'this' },
    { name: 'another image', image: [digestOf('9')], about: 'another' },
  ] as const)('is recognised: $name', ({ image, about }) => expect(isAbout(read('trivy'), new Set(image))).toBe(about))

  it('of files is about no image that it names', () => {
    const text = JSON.stringify({ SchemaVersion: 2, ArtifactName: '.', ArtifactType: 'filesystem' })
    expect(isAbout(readReport('trivy', text, 'fs.json'), new Set([digestOf('a')]))).toBe('unsaid')
  })

  it('that names several images names none', () => {
    const text = reports.trivy.replace(
      /"RepoDigests": \[/,
      `"RepoDigests": ["registry.example.com/other@${digestOf('9')}",`,
    )
    const report = readReport('trivy', text, 'x')
    expect(report.digest).toBeUndefined()
    expect(isAbout(report, new Set([digestOf('a')]))).toBe('this')
  })

  it('may begin with a byte order mark', () =>
    expect(readReport('grype', `\uFEFF${reports.grype}`, 'x').findings).toHaveLength(4))

  it('links to addresses of the web only', () => {
    const text = reports.trivy.replaceAll('https://avd.aquasec.com/nvd/cve-2026-11001', 'javascript://x/%0Aalert(1)')
    expect(readReport('trivy', text, 'x').findings[0]).not.toHaveProperty('uri')
  })
})

describe('a report of Trivy', () => {
  const trivy = (...results: object[]): string =>
    JSON.stringify({ SchemaVersion: 2, ArtifactName: 'app', Results: results })

  it.for<[string, string, boolean | undefined]>([
    ['without results', trivy(), true],
    ['of secrets alone', trivy({ Target: 'app', Class: 'secret', Secrets: [{}] }), true],
    ['of packages without a finding', trivy({ Target: 'app', Class: 'os-pkgs' }), undefined],
  ])('%s says whether it looked at any package', ([, text, blind]) => {
    expect(readReport('trivy', text, 'trivy.json').blind).toBe(blind)
  })
})
