import type { InspectorPort } from '@slipway/aws/inspector'
import { fingerprint, type Finding } from '@slipway/scan-policy'

type Enrich = (digest: string, findings: readonly Finding[], signal: AbortSignal) => Promise<readonly Finding[]>

/**
 * ECR's findings with what only Inspector says of them: EPSS, and whether they are known to be exploited. Findings that
 * Inspector alone has are taken too. Asked anew only when ECR's own have changed.
 */
export function enricher(repository: string, inspector: InspectorPort): Enrich {
  const known = new Map<string, { readonly print: string; readonly findings: readonly Finding[] }>()
  return async (digest, findings, signal) => {
    const print = fingerprint(findings)
    const before = known.get(digest)
    if (before?.print === print) return before.findings
    const told = await inspector.findings(repository, digest, signal)
    const exploited = await exploitedIn(told, inspector, signal)
    const byId = new Map(told.map((one) => [one.id, { ...one, kev: exploited.has(one.vulnerability) }]))
    const joined = findings.map((one) => ({ ...one, ...byId.get(one.id) }))
    const ids = new Set(findings.map(({ id }) => id))
    const all = [...joined, ...[...byId.values()].filter(({ id }) => !ids.has(id))]
    known.set(digest, { print, findings: all })
    return all
  }
}

/** Vulnerabilities in CISA's catalogue; one finding a vulnerability is asked about. */
async function exploitedIn(
  findings: readonly Finding[],
  inspector: InspectorPort,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const asked = new Map(findings.map(({ vulnerability, id }) => [vulnerability, id]))
  if (asked.size === 0) return new Set()
  const exploited = await inspector.knownExploited([...asked.values()], signal)
  return new Set([...asked].flatMap(([vulnerability, id]) => (exploited.has(id) ? [vulnerability] : [])))
}
