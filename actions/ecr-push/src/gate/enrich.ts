import type { InspectorPort } from '@slipway/aws/inspector'
import { fingerprint, type Finding } from '@slipway/scan-policy'

type Enrich = (digest: string, findings: readonly Finding[], signal: AbortSignal) => Promise<readonly Finding[]>

/**
 * ECR's findings with what only Inspector says of them: EPSS, and whether they are known to be exploited. Findings that
 * Inspector alone has are taken too. Its findings are asked for at every look, since they arrive when they do; the
 * catalogue only when they have changed.
 */
export function enricher(repository: string, inspector: InspectorPort): Enrich {
  const listed = new Map<string, { readonly print: string; readonly exploited: ReadonlySet<string> }>()

  async function exploitedOf(digest: string, told: readonly Finding[], signal: AbortSignal) {
    const print = fingerprint(told)
    const before = listed.get(digest)
    if (before?.print === print) return before.exploited
    const exploited = await exploitedIn(told, inspector, signal)
    listed.set(digest, { print, exploited })
    return exploited
  }
  return async (digest, findings, signal) => {
    const told = await inspector.findings(repository, digest, signal)
    const exploited = await exploitedOf(digest, told, signal)
    const byId = new Map(told.map((one) => [one.id, { ...one, kev: exploited.has(one.vulnerability) }]))
    const joined = findings.map((one) => ({ ...one, ...byId.get(one.id) }))
    const ids = new Set(findings.map(({ id }) => id))
    return [...joined, ...[...byId.values()].filter(({ id }) => !ids.has(id))]
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
