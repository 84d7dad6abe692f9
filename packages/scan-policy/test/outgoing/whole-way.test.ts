import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  annotationsOf,
  isAbout,
  judge,
  readReport,
  toJson,
  toSarif,
  toStatement,
  type GateEnd,
} from '../../src/index.ts'
import { reports } from '../incoming/reports.ts'
import { rules } from '../story.ts'
import { foreignFinding } from './foreign-finding.ts'
import { schemaErrors } from './sarif-schema.ts'
import { context, digestOf } from './verdicts.ts'

const image = { digest: digestOf('a'), platform: 'linux/arm64/v8' }

/** ECR's own finding in two packages, of which one is ignored, and what three other scanners say of the same image. */
function end(): GateEnd {
  const own = {
    id: 'arn:1',
    vulnerability: 'CVE-2026-11001',
    severity: 'HIGH',
    packages: [
      { name: 'libssl3', version: '3.0.15-1~deb12u1' },
      { name: 'openssl', version: '3.0.15-1~deb12u1' },
    ],
    source: 'inspector',
  }
  const read = (['trivy', 'grype', 'sarif'] as const).map((kind) => readReport(kind, reports[kind], kind))
  const others = read.filter((report) => isAbout(report, new Set([image.digest])) === 'this')
  const ignores = [{ id: 'CVE-2026-11001', package: 'openssl', reason: 'not loaded', line: 1 }]
  const seen = {
    images: [{ subject: image, findings: [own] }],
    reports: others.map((report) => ({ ...report, name: report.tool })),
  }
  return judge(seen, { ...rules, failOn: 'critical', kev: true, ignores }, Date.UTC(2026, 2, 2))
}

interface Written {
  readonly findings: readonly {
    readonly state: string
    readonly vulnerability: string
    readonly aliases?: readonly string[]
    readonly packages: readonly { readonly name: string }[]
    readonly source: string
  }[]
}

it('what several scanners found of one image leaves the gate once, with what became of it', () => {
  const { findings } = JSON.parse(toJson(end(), context)) as Written
  const lines = findings.map(
    ({ state, vulnerability, packages: [found], source }) =>
      `${state} ${vulnerability} ${found?.name ?? '-'} (${source})`,
  )
  expect(lines).toEqual([
    'breaking CVE-2021-44228 org.apache.logging.log4j:log4j-core (grype, trivy)',
    'breaking CVE-2026-11001 libssl3 (Trivy, grype, inspector, trivy)',
    'breaking IL3 - (Image Linter)',
    'ignored CVE-2026-11001 openssl (inspector)',
    'tolerated CVE-2026-22002 qs (grype, trivy)',
    'tolerated RHSA-2026:1001 zlib (grype)',
    'tolerated X/1 - (Image Linter)',
    'tolerated CVE-2019-1010022 libc6 (grype, trivy)',
    'tolerated IL1/user Dockerfile (Image Linter)',
    'tolerated TEMP-0841856-B18BAF bash (Trivy, trivy)',
  ])
})

it('and is valid SARIF, and a statement that names every scanner', () => {
  expect(schemaErrors(toSarif(end(), context))).toEqual([])
  const { predicate } = JSON.parse(
    toStatement(end(), { ...context, subjects: [image], policyHash: '', startedAt: 0, evaluatedAt: 0 }),
  ) as { predicate: { scanner: { result: object } } }
  expect(predicate.scanner.result).toMatchObject({
    verdict: 'fail',
    scanners: ['Image Linter', 'Trivy', 'grype', 'inspector', 'trivy'],
    totals: { breaking: 3, ignored: 1, spared: 0 },
  })
})

it('and says of every finding what became of it, whatever a scanner wrote', () => {
  fc.assert(
    fc.property(fc.array(foreignFinding, { maxLength: 10 }), (findings) => {
      const judged = judge({ images: [{ subject: image, findings }], reports: [] }, rules, 0)
      const written = JSON.parse(toJson(judged, context)) as Written
      expect(written.findings).toHaveLength(judged.findings.length)
      expect(written.findings.filter(({ state }) => state === 'breaking')).toHaveLength(judged.breaking.length)
      expect(schemaErrors(toSarif(judged, context))).toEqual([])
      expect(annotationsOf(judged).length).toBeLessThanOrEqual(20)
      const text = toStatement(judged, { ...context, subjects: [image], policyHash: '', startedAt: 0, evaluatedAt: 0 })
      expect(text).not.toContain('\n')
      expect(JSON.parse(text)).toMatchObject({ subject: [{ digest: { sha256: 'a'.repeat(64) } }] })
    }),
    { numRuns: 150 },
  )
})
