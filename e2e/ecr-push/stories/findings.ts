import type { ScriptedFinding } from '@slipway/local-cloud'

/** `count` findings of one severity, each in a package of its own. */
export function findings(count: number, severity: string, more: Partial<ScriptedFinding> = {}): ScriptedFinding[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `CVE-2026-${severity.length}${String(at).padStart(4, '0')}`,
    severity,
    package: `lib${severity.toLowerCase()}${at}`,
    version: '1.0.0',
    ...more,
  }))
}
