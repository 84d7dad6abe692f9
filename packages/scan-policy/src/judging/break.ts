import type { BreakingFinding } from '../evidence.ts'
import type { PlacedFinding } from '../placed.ts'
import type { Rules } from '../policy.ts'
import { isAtLeast, severityOf, type Severity } from '../severity.ts'
import { placelessKey } from './merge.ts'

/** Those that break a rule, each with every rule that it breaks. */
export function breakingOf(findings: readonly PlacedFinding[], rules: Rules): readonly BreakingFinding[] {
  const different = differentBySeverity(findings)
  return findings.flatMap((finding) => {
    const because = [...severityRule(finding, rules, different), ...scoreRules(finding, rules)].join(' and ')
    return because === '' ? [] : [{ ...finding, because }]
  })
}

/** The same vulnerability on two platforms is one that is tolerated, or not. */
function differentBySeverity(findings: readonly PlacedFinding[]): ReadonlyMap<Severity, number> {
  const keys = Map.groupBy(findings, ({ severity }) => severityOf(severity))
  return new Map([...keys].map(([severity, group]) => [severity, new Set(group.map(placelessKey)).size]))
}

function severityRule(
  finding: PlacedFinding,
  { failOn, maxFindings }: Rules,
  different: ReadonlyMap<Severity, number>,
): readonly string[] {
  const severity = severityOf(finding.severity)
  const most = maxFindings[severity]
  if (most === undefined) return isAtLeast(severity, failOn) ? [`${severity} (fail-on: ${failOn})`] : []
  const count = different.get(severity) ?? 0
  return count > most ? [`one of ${count} ${severity} (max-findings: ${severity}=${most})`] : []
}

function scoreRules({ score, epss, kev }: PlacedFinding, rules: Rules): readonly string[] {
  const overScore = rules.cvss !== undefined && score !== undefined && score >= rules.cvss
  const overEpss = rules.epss !== undefined && epss !== undefined && epss >= rules.epss
  return [
    ...(overScore ? [`CVSS ${score} (fail-on-cvss: ${rules.cvss})`] : []),
    ...(overEpss ? [`EPSS ${epss} (fail-on-epss: ${rules.epss})`] : []),
    ...(rules.kev && kev === true ? ['known to be exploited (fail-on-kev)'] : []),
  ]
}
