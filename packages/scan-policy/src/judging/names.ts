import type { Finding } from '../finding.ts'

const cve = /^CVE-\d{4}-\d{4,}$/

/** Every name of a finding's vulnerability, its own first, in capitals, each once. */
export function namesOf({ vulnerability, aliases = [] }: Finding): readonly string[] {
  return [...new Set([vulnerability, ...aliases].map((name) => name.trim().toUpperCase()))].filter(
    (name) => name !== '',
  )
}

/**
 * The names by which somebody may mean this finding and nothing else. Where it has several CVEs it is an advisory for
 * all of them, or related to them: one of them does not stand for it.
 */
export function ownNamesOf(finding: Finding): readonly string[] {
  const names = namesOf(finding)
  const several = names.filter((name) => cve.test(name)).length > 1
  return several ? names.filter((name, i) => i === 0 || !cve.test(name)) : names
}

/**
 * One name for each vulnerability that scanners name differently: its CVE, where all who know it agree on one. An
 * advisory that stands for several CVEs keeps its own name; it must not make one finding of two.
 */
export function canonicalNames(findings: readonly Finding[]): (finding: Finding) => string {
  const claims = new Map<string, Set<string>>()
  for (const finding of findings) {
    const names = namesOf(finding)
    const cves = names.filter((name) => cve.test(name))
    if (cves.length !== 1) continue
    for (const name of names) claims.set(name, (claims.get(name) ?? new Set()).add(cves.join()))
  }
  return (finding) => {
    const [own = ''] = namesOf(finding)
    const claimed = claims.get(own)
    return cve.test(own) || claimed?.size !== 1 ? own : [...claimed].join()
  }
}
