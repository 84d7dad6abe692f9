import { expect } from 'vitest'
import type { Story } from '../story.ts'
import { findings } from './findings.ts'

const given = ['v1.0.0']
const passes = { verdict: 'pass', reason: 'below-threshold', tags: given } as const
const fails = { verdict: 'fail', reason: 'findings', tags: [] } as const
const day = 24 * 60 * 60 * 1000
const date = (offset: number): string => new Date(Date.now() + offset * day).toISOString().slice(0, 10)

const [openssl = { name: '', severity: '' }] = findings(1, 'CRITICAL', { package: 'openssl', fixedIn: '1.0.1' })

function ignores(until: string): string {
  return [
    `- id: ${openssl.name}`,
    '  package: openssl',
    '  reason: not reachable',
    '  owner: team-shop',
    `  until: ${until}`,
    '',
  ].join('\n')
}

const trivy = JSON.stringify({
  SchemaVersion: 2,
  ArtifactName: 'image.tar',
  ArtifactType: 'container_image',
  Results: [
    {
      Target: 'debian 12',
      Class: 'os-pkgs',
      Type: 'debian',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2026-7777',
          PkgName: 'zlib1g',
          InstalledVersion: '1.2',
          FixedVersion: '1.3',
          Severity: 'CRITICAL',
        },
      ],
    },
  ],
})

/** Of a tool that rates nothing, and names its two packages in prose alone. */
const sarif = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'House Scanner',
          rules: [{ id: 'CVE-2026-8888', properties: { 'security-severity': 'undefined' } }],
        },
      },
      results: ['libssl3', 'libcrypto3'].map((name) => ({
        ruleId: 'CVE-2026-8888',
        level: 'error',
        message: { text: `${name} is old` },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'Dockerfile' } } }],
      })),
    },
  ],
})

/** Rules, on findings of Inspector. */
export const policies: readonly Story[] = [
  {
    name: 'a likely exploited finding of low severity fails by EPSS',
    scan: [{ status: 'ACTIVE', findings: findings(1, 'LOW', { epss: 0.93 }) }],
    inputs: { 'fail-on-epss': '0.5' },
    ...fails,
    says: /EPSS/i,
  },
  {
    name: 'an EPSS below the floor does not',
    scan: [{ status: 'ACTIVE', findings: findings(1, 'LOW', { epss: 0.2 }) }],
    inputs: { 'fail-on-epss': '0.5' },
    ...passes,
  },
  {
    name: 'a known exploited finding fails whatever its severity',
    scan: [{ status: 'ACTIVE', findings: findings(1, 'LOW', { kev: true }) }],
    inputs: { 'fail-on-kev': 'true' },
    ...fails,
  },
  {
    name: 'a CVSS score at the floor fails',
    scan: [{ status: 'ACTIVE', findings: findings(1, 'HIGH', { score: 9.8 }) }],
    inputs: { 'fail-on-cvss': '9.8' },
    ...fails,
  },
  {
    name: 'only what can be fixed counts',
    scan: [{ status: 'ACTIVE', findings: findings(2, 'CRITICAL') }],
    inputs: { 'only-fixable': 'true' },
    ...passes,
  },
  {
    name: 'what can be fixed fails',
    scan: [{ status: 'ACTIVE', findings: [openssl] }],
    inputs: { 'only-fixable': 'true' },
    ...fails,
  },
  {
    name: 'as many as are tolerated pass',
    scan: [{ status: 'ACTIVE', findings: findings(3, 'HIGH') }],
    inputs: { 'fail-on': 'high', 'max-findings': 'high=3' },
    ...passes,
  },
  {
    name: 'one more than is tolerated fails',
    scan: [{ status: 'ACTIVE', findings: findings(4, 'HIGH') }],
    inputs: { 'fail-on': 'high', 'max-findings': 'high=3' },
    ...fails,
  },
  {
    name: 'an ignored finding passes and is told with its reason and owner',
    scan: [{ status: 'ACTIVE', findings: [openssl] }],
    before: async (scene) => ({ 'ignore-file': await scene.write('ignores.yml', ignores(date(30))) }),
    ...passes,
    after: (run) => {
      expect(run.summary).toContain('not reachable')
      expect(run.summary).toContain('team-shop')
    },
  },
  {
    name: 'an expired ignore no longer ignores, and says so',
    scan: [{ status: 'ACTIVE', findings: [openssl] }],
    before: async (scene) => ({ 'ignore-file': await scene.write('ignores.yml', ignores(date(-2))) }),
    ...fails,
    after: (run) => expect(run.summary).toMatch(/expired/i),
  },
  {
    name: 'an ignore file that is malformed is refused before anything is pushed',
    before: async (scene) => ({ 'ignore-file': await scene.write('ignores.yml', '- package: openssl\n') }),
    verdict: 'inconclusive',
    reason: 'IGNORE_INVALID',
    tags: [],
  },
  {
    name: 'new-only: what the running release has already does not stop the next one',
    scan: [{ status: 'ACTIVE', findings: [openssl] }],
    before: async (scene) => {
      const digest = await scene.tagAnother('running')
      scene.stage.cloud.scans.script({
        repository: scene.repository,
        digest,
        steps: [{ status: 'ACTIVE', findings: [openssl] }],
      })
      return { 'new-only': 'tag:running' }
    },
    ...passes,
  },
  {
    name: 'new-only: what is new fails',
    scan: [{ status: 'ACTIVE', findings: [openssl, ...findings(2, 'CRITICAL').slice(1)] }],
    before: async (scene) => {
      const digest = await scene.tagAnother('running')
      scene.stage.cloud.scans.script({
        repository: scene.repository,
        digest,
        steps: [{ status: 'ACTIVE', findings: [openssl] }],
      })
      return { 'new-only': 'tag:running' }
    },
    ...fails,
    says: /1 of 2/,
  },
  {
    name: 'a finding of another scanner fails what ECR finds clean',
    before: async (scene) => ({ reports: `trivy:${await scene.write('trivy.json', trivy)}` }),
    ...fails,
    after: (run) => expect(run.summary).toContain('CVE-2026-7777'),
  },
  {
    name: 'a finding of a SARIF tool that is only an error counts as critical, and the message names the way out',
    before: async (scene) => ({ reports: `sarif:${await scene.write('lint.sarif', sarif)}` }),
    ...fails,
    says: /2 of them have nothing but the level "error" in .*lint\.sarif.* error=high/,
    after: (run) => expect(run.outputs['critical']).toBe('2'),
  },
  {
    name: 'a SARIF tool of which it is known that its error is no more than high',
    before: async (scene) => ({ reports: `sarif:${await scene.write('lint.sarif', sarif)} error=high` }),
    ...passes,
    says: /2 high/,
  },
  {
    name: 'a report in UTF-16, as PowerShell writes it',
    before: async (scene) => ({
      reports: `trivy:${await scene.write('trivy.json', Buffer.from(`\ufeff${trivy}`, 'utf16le'))}`,
    }),
    ...fails,
    says: /CVE-2026-7777/,
  },
  ...['reports', 'fail-on', 'fail-on-cvss', 'fail-on-epss', 'fail-on-kev', 'max-findings'].map((name): Story => ({
    name: `${name} of a variable that is not set is refused before anything is pushed`,
    inputs: { [name]: '' },
    verdict: 'inconclusive',
    reason: 'INPUT_INVALID',
    says: new RegExp(`input ${name} is empty`),
    tags: [],
  })),
  {
    name: 'a report that is cut off is refused before anything is pushed',
    before: async (scene) => ({ reports: `trivy:${await scene.write('trivy.json', trivy.slice(0, 200))}` }),
    verdict: 'inconclusive',
    reason: 'REPORT_INVALID',
    tags: [],
  },
  {
    name: 'without ECR scanning, the reports alone are judged',
    settings: { repositoryName: 'unwatched-but-reported' },
    before: async (scene) => ({
      scanner: 'none',
      reports: `trivy:${await scene.write('trivy.json', trivy)}`,
      'fail-on': 'critical',
    }),
    ...fails,
  },
  {
    name: 'without ECR scanning, a report that looked at nothing is no verdict',
    settings: { repositoryName: 'unwatched-and-unread' },
    before: async (scene) => {
      const report = { SchemaVersion: 2, ArtifactName: 'image.tar', Results: [] }
      return { scanner: 'none', reports: `trivy:${await scene.write('trivy.json', JSON.stringify(report))}` }
    },
    verdict: 'fail',
    reason: 'unscannable',
    says: /no scanner found anything to look at/,
    tags: [],
  },
  {
    name: 'new-only does not compare an image with itself',
    scan: [{ status: 'ACTIVE', findings: [openssl] }],
    before: async (scene) => {
      await scene.run({ tags: 'before' })
      const { digest } = scene.image
      return { source: `registry:${scene.repository}@${digest}`, 'new-only': digest }
    },
    ...fails,
  },
]

/** The modes beside the release. */
export const modes: readonly Story[] = [
  {
    name: 'preflight finds everything ready, and writes nothing',
    inputs: { mode: 'preflight', source: '' },
    verdict: 'pass',
    reason: 'ready',
    tags: [],
    after: (_, { stage, repository }) => {
      const changes = stage.cloud.timeline.events.filter(
        (event) =>
          event.kind === 'call' &&
          event.repository === repository &&
          event.changes === true &&
          event.operation !== 'CreateRepository',
      )
      expect(changes).toEqual([])
    },
  },
  {
    name: 'preflight finds an immutable tag taken',
    settings: { imageTagMutability: 'IMMUTABLE' },
    inputs: { mode: 'preflight', source: '' },
    before: async (scene) => void (await scene.tagAnother('v1.0.0')),
    verdict: 'fail',
    reason: 'tag-conflict',
    tags: [],
  },
  {
    name: 'preflight finds a repository that will never be scanned',
    settings: { repositoryName: 'never-watched' },
    inputs: { mode: 'preflight', source: '' },
    verdict: 'fail',
    reason: 'unscannable',
    says: /filter/,
    tags: [],
  },
  {
    name: 'recheck finds what became known after the release, and leaves the tags',
    before: async (scene) => {
      expect((await scene.run()).conclusion).toBe('success')
      const { repository, image, stage } = scene
      stage.cloud.scans.script({ repository, digest: image.digest, steps: [{ status: 'ACTIVE', findings: [openssl] }] })
      return { mode: 'recheck', source: '', tags: '', targets: 'tag:v1.0.0' }
    },
    verdict: 'fail',
    reason: 'findings',
    tags: given,
  },
  {
    name: 'recheck of what is still clean passes',
    before: async (scene) => {
      expect((await scene.run()).conclusion).toBe('success')
      return { mode: 'recheck', source: '', tags: '', targets: 'tag:v1.0.0' }
    },
    verdict: 'pass',
    reason: 'clean',
    tags: given,
  },
]
