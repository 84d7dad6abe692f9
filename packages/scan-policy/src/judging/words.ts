import { inOneLine } from '@slipway/outcome'
import type { Finding, SeverityCounts } from '../finding.ts'
import type { PlacedFinding } from '../placed.ts'
import type { Rules } from '../policy.ts'
import { isAtLeast, severities } from '../severity.ts'

/** `CVE-2026-1234 in openssl 3.0.1 on linux/arm64`, in one line of bounded length whatever a scanner wrote. */
export function labelOf({ vulnerability, packages: [found], about, line, subject }: PlacedFinding): string {
  const where =
    found === undefined ? '' : ` in ${plain(`${found.name} ${line === undefined ? found.version : `line ${line}`}`)}`
  const what = about === undefined || plain(about) === '' ? '' : ` (${plain(about)})`
  return `${plain(vulnerability)}${where}${what}${subject.platform === '' ? '' : ` on ${plain(subject.platform)}`}`
}

/** `, fixed in 3.0.2`; empty where no version is named. */
export function fixWords({ packages }: Finding): string {
  const versions = [...new Set(packages.flatMap(({ fixedIn }) => (fixedIn === undefined ? [] : [plain(fixedIn)])))]
  return versions.length === 0 ? '' : `, fixed in ${versions.join(' or ')}`
}

/** `2 critical, 1 low`; `none` when every count is 0. */
export function describeCounts(counts: SeverityCounts): string {
  const parts = severities.filter((severity) => counts[severity] > 0)
  return parts.map((severity) => `${counts[severity]} ${severity}`).join(', ') || 'none'
}

/** What fails, e.g. `high or worse, more than 5 medium, CVSS 9 or more`. */
export function describeRules({ failOn, maxFindings, cvss, epss, kev }: Rules): string {
  const failing = severities.filter((severity) => isAtLeast(severity, failOn))
  const outright = failing.filter((severity) => maxFindings[severity] === undefined)
  const limits = severities.flatMap((severity) => {
    const most = maxFindings[severity]
    return most === undefined ? [] : [`more than ${most} ${severity}`]
  })
  return [
    ...(outright.length === failing.length ? [`${failOn} or worse`] : outright),
    ...limits,
    ...(cvss === undefined ? [] : [`CVSS ${cvss} or more`]),
    ...(epss === undefined ? [] : [`EPSS ${epss} or more`]),
    ...(kev ? ['known to be exploited'] : []),
  ].join(', ')
}

/** A scanner's or a user's text in one line. */
export function plain(text: string): string {
  const line = inOneLine(text).replaceAll(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
