/** Severities, most severe first. `unrated` is whatever nobody has rated yet; it may turn out to be anything. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unrated'] as const

export type Severity = (typeof severities)[number]

/** Words of Red Hat and of GitHub's advisories for the same. */
const synonyms: ReadonlyMap<string, Severity> = new Map([
  ['important', 'high'],
  ['moderate', 'medium'],
])

/**
 * A scanner's word as a severity. ECR says UNDEFINED and Inspector UNTRIAGED where nobody has rated a finding;
 * an enhanced finding's severity is a free string, and a word nobody knows counts as unrated too.
 */
export function severityOf(word: string | undefined): Severity {
  const lower = word?.toLowerCase() ?? ''
  return severities.find((severity) => severity === lower) ?? synonyms.get(lower) ?? 'unrated'
}

/** Whether `severity` breaks a rule that fails on `failOn` and everything above it. */
export function isAtLeast(severity: Severity, failOn: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(failOn)
}
