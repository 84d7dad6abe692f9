import type { Finding, FoundPackage } from '../finding.ts'
import { given } from './given.ts'
import { between, items, known, knownName, prose, type Place } from './place.ts'
import { plainUri } from './plain-uri.ts'
import { packageOfMessage } from './sarif-package.ts'
import { readLevel, type SarifRule } from './sarif-rules.ts'

/** A result as a finding; none for what is no problem (3.27.9) or no longer there (3.27.24). */
export function readSarifResult(result: Place, rule: SarifRule, tool: string): readonly Finding[] {
  const kind = knownName(result, 'kind') ?? 'fail'
  const gone = knownName(result, 'baselineState') === 'absent'
  const level = readLevel(result) ?? rule.level ?? 'warning'
  if (gone || kind === 'pass' || kind === 'notApplicable' || kind === 'informational') return []
  const message = known(result, 'message')
  const text = message === undefined ? undefined : prose(message, 'text')
  const { path, line } = readLocation(result)
  const found = packageOfMessage(text ?? '', tool)
  const vulnerability = vulnerabilityOf(rule.id)
  const packages = readPackages(found?.package, path)
  const [{ name, version } = { name: '', version: '' }] = packages
  return [
    {
      id: JSON.stringify(['sarif', tool, rule.id, name, version, path ?? '', line]),
      vulnerability,
      severity: found?.severity ?? severityOfScore(rule.score) ?? severityOfLevel(level),
      packages,
      source: tool,
      ...given({
        status: isSuppressed(result) ? 'SUPPRESSED' : undefined,
        uri: plainUri(rule.uri),
        title: rule.title ?? text,
        description: rule.description ?? text,
        score: rule.score,
        fix: found?.package.fixedIn === undefined ? undefined : ('yes' as const),
      }),
    },
  ]
}

/** Several tools put more than the vulnerability into the id of its rule: `CVE-2026-1234-openssl`. */
function vulnerabilityOf(rule: string): string {
  return /^(?:CVE-\d{4}-\d{4,10}|GHSA(?:-[0-9a-z]{4}){3})(?![0-9a-z])/i.exec(rule)?.[0] ?? rule
}

/** A result that names no package is about a file. */
function readPackages(found: FoundPackage | undefined, path: string | undefined): readonly FoundPackage[] {
  if (found !== undefined) return [{ ...found, ...given({ path: found.path ?? path }) }]
  return path === undefined ? [] : [{ name: path, version: '', path }]
}

function readLocation(result: Place): { readonly path: string | undefined; readonly line: number } {
  const [location] = items(result, 'locations')
  const physical = location === undefined ? undefined : known(location, 'physicalLocation')
  if (physical === undefined) return { path: undefined, line: 0 }
  const artifact = known(physical, 'artifactLocation')
  const region = known(physical, 'region')
  const line = region === undefined ? undefined : known(region, 'startLine')
  return {
    path: artifact === undefined ? undefined : knownName(artifact, 'uri'),
    line: line === undefined ? 0 : between(line, 0, Number.MAX_SAFE_INTEGER),
  }
}

/** Suppressed is what has an accepted suppression and none that is in doubt (3.27.23). */
function isSuppressed(result: Place): boolean {
  const states = items(result, 'suppressions').map((suppression) => knownName(suppression, 'status') ?? 'accepted')
  return states.length > 0 && states.every((state) => state === 'accepted')
}

/** GitHub's bands (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support). */
function severityOfScore(score: number | undefined): string | undefined {
  if (score === undefined) return undefined
  if (score >= 9) return 'CRITICAL'
  if (score >= 7) return 'HIGH'
  return score >= 4 ? 'MEDIUM' : 'LOW'
}

function severityOfLevel(level: string): string {
  return { error: 'HIGH', warning: 'MEDIUM', note: 'LOW' }[level] ?? 'INFORMATIONAL'
}
