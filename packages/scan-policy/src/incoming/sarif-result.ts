import type { Finding, FoundPackage } from '../finding.ts'
import type { Severity } from '../severity.ts'
import { given } from './given.ts'
import { between, items, optionalMember, optionalName, prose, type Place } from './place.ts'
import { plainUri } from './plain-uri.ts'
import { toldBy } from './sarif-package.ts'
import { readLevel, type SarifRule } from './sarif-rules.ts'
import { ratingOf, readRating, sarifSeverity } from './sarif-severity.ts'

/** Where a result is from. */
export interface SarifSource {
  /** As messages call the report. */
  readonly report: string
  readonly tool: string
  /** What the tool means by the level `error`; absent where nobody says it. */
  readonly errorMeans: Severity | undefined
}

/** A result as a finding; none for what is no problem (3.27.9) or no longer there (3.27.24). */
export function readSarifResult(result: Place, rule: SarifRule, source: SarifSource): readonly Finding[] {
  const kind = optionalName(result, 'kind') ?? 'fail'
  const gone = optionalName(result, 'baselineState') === 'absent'
  if (gone || kind === 'pass' || kind === 'notApplicable' || kind === 'informational') return []
  return [readFinding(result, rule, source)]
}

function readFinding(result: Place, rule: SarifRule, { report, tool, errorMeans }: SarifSource): Finding {
  const { title, description } = rule
  const text = readMessage(result)
  const { path, line, component } = readLocation(result)
  const told = toldBy(tool, { message: text, title: title ?? '', description: description ?? '', component })
  const rating = ratingOf(rule.rating, readRating(result))
  const { severity, onlyError } = sarifSeverity(told.severity, rating, readLevel(result) ?? rule.level, errorMeans)
  const named = told.package === undefined ? rule.packages : [told.package]
  const packages =
    named.length > 0 ? named.map((one) => ({ ...one, ...given({ path: one.path ?? path }) })) : atFile(path)
  const unnamed = named.length === 0
  const about = unnamed ? [text, component].filter((part) => part !== '').join(', ') : undefined
  const keys = packages.map(({ name, version }) => [name, version])
  return {
    id: JSON.stringify(['sarif', tool, rule.id, keys, path ?? '', line, about ?? '']),
    vulnerability: vulnerabilityOf(rule.id),
    severity,
    packages,
    source: tool,
    ...given({
      about,
      line: unnamed && line > 1 ? line : undefined,
      onlyError: onlyError ? report : undefined,
      status: isSuppressed(result) ? 'SUPPRESSED' : undefined,
      uri: plainUri(rule.uri),
      title: title ?? (text || undefined),
      description: description ?? (text || undefined),
      score: rating.score,
      aliases: told.aliases,
      fix: named.some(({ fixedIn }) => fixedIn !== undefined) ? ('yes' as const) : undefined,
    }),
  }
}

/** With the arguments in it (3.11.5): of one text for all results they alone say what each of them is about. */
function readMessage(result: Place): string {
  const message = optionalMember(result, 'message')
  if (message === undefined) return ''
  const values = items(message, 'arguments').map(({ value }) => (typeof value === 'string' ? value.slice(0, 400) : ''))
  const text = prose(message, 'text') ?? prose(message, 'markdown')
  if (text === undefined) return [optionalName(message, 'id') ?? '', ...values].join(' ').trim()
  return text.replace(/\{(\d{1,2})\}/g, (placeholder, at: string) => values[Number(at)] ?? placeholder)
}

/** Several tools put more than the vulnerability into the id of its rule: `CVE-2026-1234-openssl`. */
function vulnerabilityOf(rule: string): string {
  return /^(?:CVE-\d{4}-\d{4,10}|GHSA(?:-[0-9a-z]{4}){3})(?![0-9a-z])/i.exec(rule)?.[0] ?? rule
}

/** A result that names no package is about a file. */
function atFile(path: string | undefined): readonly FoundPackage[] {
  return path === undefined ? [] : [{ name: path, version: '', path }]
}

interface Location {
  readonly path: string | undefined
  readonly line: number
  /** `name@version` with Snyk; empty where there is no logical location. */
  readonly component: string
}

function readLocation(result: Place): Location {
  const [location] = items(result, 'locations')
  if (location === undefined) return { path: undefined, line: 0, component: '' }
  const [logical] = items(location, 'logicalLocations')
  const component = (logical && optionalName(logical, 'fullyQualifiedName')) ?? ''
  const physical = optionalMember(location, 'physicalLocation')
  if (physical === undefined) return { path: undefined, line: 0, component }
  const artifact = optionalMember(physical, 'artifactLocation')
  const region = optionalMember(physical, 'region')
  const line = region === undefined ? undefined : optionalMember(region, 'startLine')
  return {
    path: artifact === undefined ? undefined : optionalName(artifact, 'uri'),
    line: line === undefined ? 0 : between(line, 0, Number.MAX_SAFE_INTEGER),
    component,
  }
}

/** Suppressed is what has an accepted suppression and none that is in doubt (3.27.23). */
function isSuppressed(result: Place): boolean {
  const states = items(result, 'suppressions').map((suppression) => optionalName(suppression, 'status') ?? 'accepted')
  return states.length > 0 && states.every((state) => state === 'accepted')
}
