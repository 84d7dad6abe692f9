import { severities, severityOf, type Severity } from './severity.ts'

/** One finding of one image, as a scanner reported it: ECR's basic or enhanced scanning, or the report of another. */
export interface Finding {
  /** What makes it the same finding in another answer: the finding's ARN, or vulnerability and package. */
  readonly id: string
  /** e.g. `CVE-2026-1234` */
  readonly vulnerability: string
  /** The scanner's own word. */
  readonly severity: string
  /** The report in which only SARIF's level `error`, its highest, says how severe it is: `severity` is a guess then. */
  readonly onlyError?: string
  /** Inspector's `ACTIVE`, `SUPPRESSED` or `CLOSED`; absent with other scanners. */
  readonly status?: string
  readonly packages: readonly FoundPackage[]
  /** What a report says, where that names no package: other words are another finding, even of the same file. */
  readonly about?: string
  /** The line of that file, from 2: the first is where tools point that know of none. */
  readonly line?: number
  readonly uri?: string
  readonly title?: string
  readonly description?: string
  /** CVSS base score, 0 to 10, as the scanner gives it. */
  readonly score?: number
  /** Probability of exploitation within 30 days, 0 to 1 (https://www.first.org/epss/). */
  readonly epss?: number
  /** In CISA's catalogue of known exploited vulnerabilities; absent where the scanner does not say. */
  readonly kev?: boolean
  /** An exploit is publicly available; absent where the scanner does not say. */
  readonly exploit?: boolean
  /**
   * Whether a fixed version exists, in the scanner's word. Absent: `yes` where a package names a version that fixes it,
   * otherwise unknown, which is not `no`: ECR's basic scanning names none at all.
   */
  readonly fix?: 'yes' | 'no' | 'partial'
  /** Other names of the same vulnerability, e.g. `GHSA-jfh8-c2jp-5v3q`. */
  readonly aliases?: readonly string[]
  /** `ecr`, `inspector`, `trivy`, `grype`, or the name that a SARIF tool gives itself. */
  readonly source?: string
}

export interface FoundPackage {
  readonly name: string
  readonly version: string
  /** The version that fixes it; absent where none does, or the scanner does not say. */
  readonly fixedIn?: string
  /** e.g. `OS`, `NPM` */
  readonly manager?: string
  /** Where in the image it was found. */
  readonly path?: string
  /** `sha256:…` of the layer that brought it. */
  readonly layer?: string
}

export type SeverityCounts = Readonly<Record<Severity, number>>

/** Counts per severity, computed from the findings: a paged answer's own counts cover its page only. */
export function countBySeverity(findings: readonly Finding[]): SeverityCounts {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
  for (const finding of findings) counts[severityOf(finding.severity)] += 1
  return counts
}

/** Equal for sets of findings that are equal in all that is judged, whatever their order. */
export function fingerprint(findings: readonly Finding[]): string {
  const lines = findings.map(({ id, severity, status = '', score, epss, kev, fix, packages, aliases = [] }) =>
    JSON.stringify([id, severity, status, score, epss, kev, fix, packages.map(packageText).sort(), aliases.toSorted()]),
  )
  return [...new Set(lines)].sort().join('\n')
}

function packageText({ name, version, fixedIn, layer }: FoundPackage): string {
  return JSON.stringify([name, version, fixedIn, layer])
}
