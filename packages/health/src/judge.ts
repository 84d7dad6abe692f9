import { inOneLine } from '@slipway/outcome'
import { subject, wanted, type Check } from './check.ts'
import { asText, readJson } from './json-path.ts'
import { nearMiss } from './near-miss.ts'
import { retryAfterMs } from './retry-after.ts'
import type { Result, Sample } from './sample.ts'

/** `unknown`: there was no answer to check, or its body could not be read. */
export interface CheckResult {
  readonly check: Check
  readonly state: 'met' | 'unmet' | 'unknown'
  /** One line each, cut and without control characters. */
  readonly expected: string
  readonly actual: string
  readonly because: string
}

/** A sample held against the checks; small, so that many can be kept. */
export interface Judged {
  readonly endpoint: string
  readonly at: number
  /** `unreadable`: an answer came, and what a check asks for could not be read from it. */
  readonly outcome: 'good' | 'mismatch' | 'unreadable' | 'unreachable' | 'blocked'
  readonly results: readonly CheckResult[]
  /** One line: what was seen. */
  readonly because: string
  /** What a count of answers calls it: the version, `status 503`, `connection lost`. */
  readonly kind: string
  /** The version that was read, where a check asks for one and the answer has it. */
  readonly version?: string
  /** What the answer asks for, in milliseconds from `at`. */
  readonly retryAfterMs?: number
}

/** Foreign text with what must not be shown replaced; applied before anything is cut or quoted. */
export type Hide = (text: string) => string

const asItIs: Hide = (text) => text

/**
 * Holds one sample against every check. A sample is good when there is a check, and all are met. `hide` changes only what
 * is shown.
 */
export function judge(sample: Sample, checks: readonly Check[], hide: Hide = asItIs): Judged {
  const { endpoint, at, result } = sample
  if (result.kind !== 'answered') {
    const { message, code } = result
    const results = checks.map((check) => unanswered(check, inOneLine(message)))
    return { endpoint, at, outcome: result.kind, results, because: inOneLine(message), kind: code.replaceAll('-', ' ') }
  }
  const results = checks.map((check) => judgeOne(result, check, hide))
  const outcome = outcomeOf(results)
  const version = versionIn(result, checks, hide)
  const ms = retryAfterMs(result.status, result.headers, at)
  return {
    endpoint,
    at,
    outcome,
    results,
    because: seen(outcome, results) + (ms === undefined ? '' : ` (Retry-After: ${Math.ceil(ms / 1000)} s)`),
    kind: kindOf(result.status, results, version),
    ...(version === undefined ? {} : { version }),
    ...(ms === undefined ? {} : { retryAfterMs: ms }),
  }
}

function unanswered(check: Check, because: string): CheckResult {
  return { check, state: 'unknown', expected: wanted(check), actual: 'no answer', because }
}

function outcomeOf(results: readonly CheckResult[]): 'good' | 'mismatch' | 'unreadable' {
  if (results.length === 0 || results.some(({ state }) => state === 'unmet')) return 'mismatch'
  return results.every(({ state }) => state === 'met') ? 'good' : 'unreadable'
}

function seen(outcome: Judged['outcome'], results: readonly CheckResult[]): string {
  const telling = outcome === 'good' ? results : results.filter(({ state }) => state !== 'met')
  return telling.length === 0 ? 'nothing to check' : telling.map(({ because }) => because).join(', ')
}

function kindOf(status: number, results: readonly CheckResult[], version: string | undefined): string {
  const wrong = results.find(({ state }) => state === 'unmet')
  if (wrong?.check.kind === 'status') return `status ${status}`
  if (wrong?.check.kind === 'json') return cut(`${wrong.check.path} ${wrong.actual}`, shortest)
  if (results.some(({ state }) => state === 'unknown')) return 'unreadable body'
  if (version !== undefined) return cut(version, shortest)
  return wrong === undefined ? `status ${status}` : 'no version'
}

function judgeOne(result: Answer, check: Check, hide: Hide): CheckResult {
  const expected = wanted(check)
  const { state, actual, near } = check.kind === 'status' ? status(result, check, hide) : value(result, check, hide)
  const is = `${subject(check)} is ${actual}`
  const hint = near === undefined ? '' : ` (${near})`
  return { check, state, expected, actual, because: state === 'met' ? is : `${is}, expected ${expected}${hint}` }
}

type Answer = Result & { kind: 'answered' }

interface Seen {
  readonly state: CheckResult['state']
  readonly actual: string
  /** How close it is to what was expected. */
  readonly near?: string | undefined
}

function status({ status, headers }: Answer, check: Check & { kind: 'status' }, hide: Hide): Seen {
  const met = check.oneOf.some(({ from, to }) => status >= from && status <= to)
  const location = headers['location']
  const actual = location === undefined ? `${status}` : `${status} to ${cut(inOneLine(hide(location)))}`
  return { state: met ? 'met' : 'unmet', actual }
}

function value({ body, bodyFault }: Answer, check: Exclude<Check, { kind: 'status' }>, hide: Hide): Seen {
  if (bodyFault !== undefined)
    return { state: 'unknown', actual: `unreadable (the body is ${cut(inOneLine(hide(bodyFault)))})` }
  const found = readJson(body, check.path)
  if (found.kind === 'no-path') return { state: 'unknown', actual: `not looked for ("${check.path}" is no path)` }
  if (found.kind === 'not-json') {
    return { state: 'unmet', actual: `unreadable (the body is not JSON: ${excerpt(body, hide)})` }
  }
  if (found.kind === 'absent') return { state: 'unmet', actual: 'absent' }
  const text = asText(found.value)
  // What is expected is shown anyway.
  if (text === check.equals) return { state: 'met', actual: excerpt(text, asItIs) }
  return { state: 'unmet', actual: excerpt(text, hide), near: nearMiss(text, check.equals) }
}

function versionIn({ body, bodyFault }: Answer, checks: readonly Check[], hide: Hide): string | undefined {
  const check = checks.find(({ kind }) => kind === 'version')
  if (check === undefined || check.kind === 'status' || bodyFault !== undefined) return undefined
  const found = readJson(body, check.path)
  if (found.kind !== 'value') return undefined
  const text = asText(found.value)
  return cut(inOneLine(text === check.equals ? text : hide(text)))
}

/** Quoted, so that blanks and control characters show as what they are. */
function excerpt(text: string, hide: Hide): string {
  return JSON.stringify(cut(hide(text)))
}

/** Characters of a text that is shown, and of one that is only a name for it. */
const longest = 120
const shortest = 40

function cut(text: string, limit: number = longest): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}
