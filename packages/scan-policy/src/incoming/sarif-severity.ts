import { isAtLeast, severityOf, type Severity } from '../severity.ts'
import { between, known, type Place } from './place.ts'

/** What the properties of a rule, or of a result, say of its severity. */
export interface SarifRating {
  /** `security-severity`: above 0, at most 10, as GitHub reads it. */
  readonly score?: number
  /** A word where that score belongs, as Semgrep writes it. */
  readonly inItsPlace?: string
  /** The tool's own word, in a member of its own (Docker Scout). */
  readonly word?: string
}

export function readRating(place: Place): SarifRating {
  const properties = known(place, 'properties')
  if (properties === undefined) return {}
  const given = known(properties, 'security-severity')
  const score = given === undefined ? undefined : readScore(given)
  const inItsPlace = ratedWord(given?.value)
  const word = ratedWord(known(properties, 'cvssV3_severity')?.value)
  return {
    ...(score === undefined ? {} : { score }),
    ...(inItsPlace === undefined ? {} : { inItsPlace }),
    ...(word === undefined ? {} : { word }),
  }
}

/**
 * GitHub wants a text, some tools write a number. What is neither, such as `undefined` or `null` of Snyk, is no score;
 * 0 is what tools write where there is none.
 */
function readScore(given: Place): number | undefined {
  const { value } = given
  const number = typeof value === 'string' && /^-?\d{1,20}(?:\.\d{1,20})?$/.test(value) ? Number(value) : value
  return typeof number === 'number' ? between({ ...given, value: number }, 0, 10) || undefined : undefined
}

/** A word that rates something: `Unknown` and `UNSPECIFIED` do not. */
function ratedWord(value: unknown): string | undefined {
  return typeof value === 'string' && severityOf(value) !== 'unrated' ? value : undefined
}

interface SarifSeverity {
  readonly severity: string
  /** Nothing but the level `error` says so. */
  readonly onlyError: boolean
}

/**
 * The tool's own word, else the band of the score, else what the level says. SARIF's highest level is `error`, which
 * cannot tell a high severity from a critical one: it counts as critical unless somebody knows what the tool means by it.
 * A word in the place of the score may raise what the level says, never lower it.
 */
export function sarifSeverity(
  said: string | undefined,
  { score, inItsPlace, word }: SarifRating,
  level: string,
  errorMeans: Severity | undefined,
): SarifSeverity {
  const own = ratedWord(said) ?? word
  if (own !== undefined) return { severity: own, onlyError: false }
  if (score !== undefined) return { severity: severityOfScore(score), onlyError: false }
  const least = level === 'error' ? (errorMeans ?? 'CRITICAL') : (said ?? severityOfLevel(level))
  const raised = inItsPlace !== undefined && isAtLeast(severityOf(inItsPlace), severityOf(least))
  if (raised) return { severity: inItsPlace, onlyError: false }
  return { severity: least, onlyError: level === 'error' && errorMeans === undefined }
}

/** GitHub's bands (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support). */
function severityOfScore(score: number): string {
  if (score >= 9) return 'CRITICAL'
  if (score >= 7) return 'HIGH'
  return score >= 4 ? 'MEDIUM' : 'LOW'
}

function severityOfLevel(level: string): string {
  return { warning: 'MEDIUM', note: 'LOW' }[level] ?? 'INFORMATIONAL'
}
