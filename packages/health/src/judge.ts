import { subject, wanted, type Check } from './check.ts'
import { asText, readJson } from './json-path.ts'
import type { Result, Sample } from './sample.ts'

/** `unknown`: there was no answer to check. */
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
  readonly outcome: 'good' | 'mismatch' | 'unreachable' | 'blocked'
  readonly results: readonly CheckResult[]
  /** One line: what was seen. */
  readonly because: string
  /** The version that was read, where a check asks for one and the answer has it. */
  readonly version?: string
}

/** Holds one sample against every check. A sample is good when there is a check, and all are met. */
export function judge(sample: Sample, checks: readonly Check[]): Judged {
  const { endpoint, at, result } = sample
  const results = checks.map((check) => judgeOne(result, check))
  if (result.kind !== 'answered') return { endpoint, at, outcome: result.kind, results, because: line(result.message) }
  const unmet = results.filter(({ state }) => state !== 'met')
  const good = checks.length > 0 && unmet.length === 0
  const because = (good ? results : unmet).map((one) => one.because).join(', ')
  return {
    endpoint,
    at,
    outcome: good ? 'good' : 'mismatch',
    results,
    because: because === '' ? 'nothing to check' : because,
    ...versionIn(result.body, checks),
  }
}

function judgeOne(result: Result, check: Check): CheckResult {
  const expected = wanted(check)
  if (result.kind !== 'answered') {
    return { check, state: 'unknown', expected, actual: 'no answer', because: line(result.message) }
  }
  const { met, actual } = check.kind === 'status' ? status(result, check) : value(result.body, check)
  const because = met ? `${subject(check)} is ${actual}` : `${subject(check)} is ${actual}, expected ${expected}`
  return { check, state: met ? 'met' : 'unmet', expected, actual, because }
}

interface Seen {
  readonly met: boolean
  readonly actual: string
}

function status(result: Result & { kind: 'answered' }, check: Check & { kind: 'status' }): Seen {
  const met = check.oneOf.some(({ from, to }) => result.status >= from && result.status <= to)
  const location = result.headers['location']
  return { met, actual: location === undefined ? `${result.status}` : `${result.status} to ${line(location)}` }
}

function value(body: string, check: Exclude<Check, { kind: 'status' }>): Seen {
  const found = readJson(body, check.path)
  if (found.kind === 'not-json') return { met: false, actual: `unreadable (the body is not JSON: ${excerpt(body)})` }
  if (found.kind === 'absent') return { met: false, actual: 'absent' }
  const text = asText(found.value)
  return { met: text === check.equals, actual: excerpt(text) }
}

function versionIn(body: string, checks: readonly Check[]): { version?: string } {
  const check = checks.find(({ kind }) => kind === 'version')
  const found = check === undefined || check.kind === 'status' ? undefined : readJson(body, check.path)
  return found?.kind === 'value' ? { version: cut(line(asText(found.value))) } : {}
}

/** Quoted, so that blanks and control characters show as what they are. */
function excerpt(text: string): string {
  return JSON.stringify(cut(text))
}

function cut(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`
}

function line(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  return text.replace(/[\u0000-\u001F\u007F-\u009F]+/g, ' ').trim()
}
