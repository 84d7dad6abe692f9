import { expect, it } from 'vitest'
import { toJson } from '../../src/outgoing/to-json.ts'
import { amd, arm, context, digestOf, ended, found, ignore } from './verdicts.ts'

interface Written {
  readonly findings: readonly { readonly vulnerability: string; readonly state: string }[]
}

const one = found(1, {
  severity: 'CRITICAL',
  score: 9.8,
  epss: 0.91,
  kev: true,
  fix: 'yes',
  aliases: ['GHSA-aaaa-bbbb-cccc'],
})
const end = ended([one, found(2), found(9, { subject: amd }), found(3, { severity: 'Untriaged' })], {
  message: 'one finding breaks a rule',
  breaking: [{ ...one, because: 'critical (fail-on: critical)' }],
  ignored: [{ finding: found(9, { subject: amd }), ignore }],
  spared: [{ finding: found(2), because: 'no fix' }],
  unrecorded: [amd],
  ignoreNotes: ['line 7: expired'],
  notes: ['trivy names no EPSS'],
})

it('says what was judged, how it ended, and what of every finding became', () => {
  const written = JSON.parse(toJson(end, context)) as Written
  expect(written).toMatchObject({
    version: 1,
    tool: { name: 'Slipway ecr-push', version: '1.4.0' },
    image: context.image,
    verdict: 'fail',
    accepted: false,
    reason: 'findings',
    message: 'one finding breaks a rule',
    counts: { critical: 1, high: 2, medium: 0, low: 0, informational: 0, unrated: 1 },
    unrecorded: [amd],
    ignoreNotes: ['line 7: expired'],
    notes: ['trivy names no EPSS'],
  })
  expect(written.findings.map(({ vulnerability, state }) => `${vulnerability} ${state}`)).toEqual([
    'CVE-2026-1 breaking',
    'CVE-2026-2 spared',
    'CVE-2026-9 ignored',
    'CVE-2026-3 tolerated',
  ])
  expect(written.findings[0]).toEqual({
    state: 'breaking',
    because: 'critical (fail-on: critical)',
    vulnerability: 'CVE-2026-1',
    aliases: ['GHSA-aaaa-bbbb-cccc'],
    severity: 'critical',
    scannerSeverity: 'CRITICAL',
    platform: 'linux/arm64',
    digest: digestOf('b'),
    packages: [{ name: 'openssl', version: '3.0.1', fixedIn: '3.0.2' }],
    score: 9.8,
    epss: 0.91,
    kev: true,
    fix: 'yes',
    title: 'a session is freed twice',
    description: 'A crafted handshake frees a session twice.',
    uri: 'https://nvd.nist.gov/vuln/detail/CVE-2026-1',
    source: 'inspector',
    id: 'arn:CVE-2026-1',
  })
  expect(written.findings[2]).toMatchObject({
    ignore: { reason: 'not reachable', owner: 'team-a', until: '2026-03-31', line: 3 },
  })
})

it('tells the same finding on two platforms apart', () => {
  const both = ended([found(1), found(1, { subject: amd })], {
    breaking: [{ ...found(1, { subject: amd }), because: 'x' }],
  })
  const { findings } = JSON.parse(toJson(both, context)) as Written
  expect(findings.map(({ state }) => state)).toEqual(['breaking', 'tolerated'])
  expect(findings).toMatchObject([{ platform: 'linux/amd64' }, { platform: arm.platform }])
})

it('tells one finding of a scanner in two packages apart', () => {
  const [ssl, tls] = ['libssl3', 'libtls'].map((name) => found(1, { packages: [{ name, version: '1' }] }))
  if (ssl === undefined || tls === undefined) throw new Error('two are made')
  const both = ended([ssl, tls], {
    breaking: [{ ...tls, because: 'x' }],
    ignored: [{ finding: ssl, ignore }],
  })
  const { findings } = JSON.parse(toJson(both, context)) as Written
  expect(findings).toMatchObject([
    { state: 'breaking', packages: [{ name: 'libtls' }] },
    { state: 'ignored', packages: [{ name: 'libssl3' }] },
  ])
})
