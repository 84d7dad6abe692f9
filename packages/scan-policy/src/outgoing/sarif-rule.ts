import { plain } from '../judging/words.ts'
import type { PlacedFinding } from '../placed.ts'
import { severities, severityOf, type Severity } from '../severity.ts'

/** SARIF's reportingDescriptor, as far as it is used. */
export interface Rule {
  readonly id: string
  readonly name: string
  readonly shortDescription: { readonly text: string }
  readonly fullDescription: { readonly text: string }
  readonly help: { readonly text: string }
  readonly helpUri?: string
  readonly defaultConfiguration: { readonly level: Level }
  readonly properties: {
    readonly tags: readonly string[]
    readonly precision: string
    readonly 'security-severity'?: string
  }
}

type Level = 'error' | 'warning' | 'note'

/** Of a description that GitHub shows; it takes 1024 characters (GitHub: SARIF support). */
const longestDescription = 1000

/** The rule for one vulnerability, made of everything that was found of it. */
export function ruleOf(vulnerability: string, findings: readonly PlacedFinding[]): Rule {
  const severity = worst(findings)
  const title = findings.find(({ title }) => title !== undefined)?.title ?? vulnerability
  const description = findings.find(({ description }) => description !== undefined)?.description ?? title
  const uri = findings.map(({ uri }) => uri).find((uri) => uri !== undefined && isWebAddress(uri))
  const score = securitySeverity(severity, findings)
  return {
    id: vulnerability,
    name: 'VulnerablePackage',
    shortDescription: { text: plain(`${vulnerability}: ${title}`) },
    fullDescription: { text: oneLine(description) },
    help: { text: `${oneLine(description)}${uri === undefined ? '' : `\n\n${uri}`}` },
    ...(uri === undefined ? {} : { helpUri: uri }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: ['security', 'vulnerability', severity],
      precision: 'very-high',
      ...(score === undefined ? {} : { 'security-severity': score }),
    },
  }
}

export function levelOf(severity: Severity): Level {
  if (severity === 'critical' || severity === 'high') return 'error'
  return severity === 'medium' || severity === 'unrated' ? 'warning' : 'note'
}

/**
 * GitHub shows a severity by this number (9.0 and above is critical, 7.0 high, 4.0 medium, 0.1 low), so the scanner's score is
 * used as far as it agrees with the scanner's severity, and the nearest number that does where it disagrees.
 */
function securitySeverity(severity: Severity, findings: readonly PlacedFinding[]): string | undefined {
  const band = bands[severity]
  if (band === undefined) return undefined
  const scores = findings.flatMap(({ score }) => score ?? [])
  const score = scores.length === 0 ? band[0] : scores.reduce((most, one) => Math.max(most, one))
  return Math.min(band[1], Math.max(band[0], score)).toFixed(1)
}

const bands: Readonly<Partial<Record<Severity, readonly [number, number]>>> = {
  critical: [9, 10],
  high: [7, 8.9],
  medium: [4, 6.9],
  low: [0.1, 3.9],
}

function worst(findings: readonly PlacedFinding[]): Severity {
  const found = new Set(findings.map(({ severity }) => severityOf(severity)))
  return severities.find((severity) => found.has(severity)) ?? 'unrated'
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length > longestDescription ? `${line.slice(0, longestDescription - 1).toWellFormed()}…` : line || '-'
}

function isWebAddress(text: string): boolean {
  return (
    text.length <= 2000 && /^https?:\/\/[\w.-]+(:\d+)?([/?#]([\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?$/.test(text)
  )
}
