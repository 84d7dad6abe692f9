import { isAtLeast, severities, severityOf, type Severity } from '../severity.ts'
import { between, optionalMember, type Place } from './place.ts'

/** What the properties of a rule, or of a result, say of its severity. */
export interface SarifRating {
  /** `security-severity`: above 0, at most 10, as GitHub reads it. */
  readonly score?: number
  /** Words that may raise it: where the score belongs (Semgrep), as `severity`, or among the tags of a rule. */
  readonly raising?: readonly string[]
  /** The tool's own word, in a member of its own (Docker Scout). */
  readonly word?: string
}

export function readRating(place: Place): SarifRating {
  const properties = optionalMember(place, 'properties')
  if (properties === undefined) return {}
  const given = optionalMember(properties, 'security-severity')
  const score = given === undefined ? undefined : readScore(given)
  const tags = optionalMember(properties, 'tags')?.value
  const said = [given?.value, optionalMember(properties, 'severity')?.value, ...(Array.isArray(tags) ? tags : [])]
  const raising = said.flatMap((one) => ratedWord(one) ?? [])
  const word = ratedWord(optionalMember(properties, 'cvssV3_severity')?.value)
  return {
    ...(score === undefined ? {} : { score }),
    ...(raising.length === 0 ? {} : { raising }),
    ...(word === undefined ? {} : { word }),
  }
}

/** What is said of a result goes before what its rule says of all of them; but no word that raises is lost. */
export function ratingOf(rule: SarifRating, result: SarifRating): SarifRating {
  return { ...rule, ...result, raising: [...(rule.raising ?? []), ...(result.raising ?? [])] }
}

/**
 * GitHub wants a text, some tools write a number. What is neither, such as `undefined` or `null` of Snyk, is no score;
 * 0 and -1 are what tools write where there is none.
 */
function readScore(given: Place): number | undefined {
  const { value } = given
  const number = typeof value === 'string' ? numberIn(value) : value
  if (typeof number !== 'number' || number <= 0) return undefined
  return between({ ...given, value: number }, 0, 10)
}

/** `9.8`, also as ` 9,8 ` and `9.8/10`: a score that is not read would leave the severity to the level. */
function numberIn(text: string): number | undefined {
  const [, whole, part = ''] = /^(-?\d{1,20})(?:[.,](\d{0,30}))?\s*(?:\/\s*10)?$/.exec(text.trim()) ?? []
  return whole === undefined ? undefined : Number(`${whole}.${part}`)
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
 * Any other word that rates it may raise what the score or the level says, never lower it.
 */
export function sarifSeverity(
  said: string | undefined,
  { score, raising = [], word }: SarifRating,
  level: string,
  errorMeans: Severity | undefined,
): SarifSeverity {
  const own = ratedWord(said) ?? word
  if (own !== undefined) return { severity: own, onlyError: false }
  const byLevel = level === 'error' ? (errorMeans ?? 'CRITICAL') : (said ?? severityOfLevel(level))
  const least = score === undefined ? byLevel : severityOfScore(score)
  const worst = severities.find((severity) => raising.some((one) => severityOf(one) === severity))
  if (worst !== undefined && isAtLeast(worst, severityOf(least))) return { severity: worst, onlyError: false }
  return { severity: least, onlyError: score === undefined && level === 'error' && errorMeans === undefined }
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
