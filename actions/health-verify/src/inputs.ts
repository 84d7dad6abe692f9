import { formatDuration, inputs, invalidInput } from '@slipway/action-io'
import { leastMs, parsePath, parseStatuses, type Check } from '@slipway/health'
import { Failure } from '@slipway/outcome'
import { shownUrl, urlFault } from '@slipway/probe'

export interface VerifyInputs {
  /** As given, with whatever credentials they carry. */
  readonly urls: readonly string[]
  /** Every one applies to every URL. */
  readonly checks: readonly Check[]
  readonly successes: number
  /** Milliseconds. */
  readonly intervalMs: number
  readonly attemptTimeoutMs: number
  readonly timeoutMs: number
}

/** What divides other lists may be part of a URL: it divides only where another one begins, or nothing follows. */
const betweenUrls = /\n|[,;|](?=\s*(?:$|[a-z][a-z\d+.-]*:\/\/))|(?<!\s)\s+(?=[a-z][a-z\d+.-]*:\/\/)/im
/** What an unset variable leaves in a list: nothing before or behind what divides it. */
const emptyItem = /(?:^|[,;|])\s*(?:$|[,;|]\s*(?:$|[a-z][a-z\d+.-]*:\/\/))/i
const hour = 3_600_000

/** The inputs of action.yml, validated; a failure names the input and hides what a URL carries. */
export function readInputs(): VerifyInputs {
  const pace = {
    successes: inputs.integer('successes', { min: 1, max: 100, fallback: 3 }),
    intervalMs: between('interval', '5s', 0, hour),
    attemptTimeoutMs: between('attempt-timeout', '10s', 1, hour),
    timeoutMs: between('timeout', '5m', 1, 24 * hour),
  }
  const least = leastMs(pace)
  if (least >= pace.timeoutMs) throw tooShort(least, pace)
  return { urls: urls(), checks: [status(), ...version(), ...json()], ...pace }
}

function tooShort(least: number, { successes, intervalMs }: Pick<VerifyInputs, 'successes' | 'intervalMs'>): Failure {
  const time = `longer than the ${formatDuration(least)} that ${successes} right answers in a row take`
  return invalidInput('timeout', inputs.text('timeout', '5m'), `${time}, ${formatDuration(intervalMs)} apart`)
}

function urls(): readonly string[] {
  const text = inputs.required('url')
  if (emptyItem.test(text)) throw emptyUrl()
  const list = [...new Set(text.split(betweenUrls).map((item) => item.trim()))].filter((item) => item !== '')
  for (const url of list) {
    const fault = urlFault(url)
    if (fault !== undefined) throw invalidInput('url', shownUrl(url), fault)
  }
  return list
}

function emptyUrl(): Failure {
  return new Failure('INPUT_INVALID', 'input url has an empty item beside a comma, which would not be probed', {
    remedy: 'see why the expression there gives nothing (a variable that is not set); otherwise remove the comma',
  })
}

function status(): Check {
  const text = inputs.text('expect-status', '200')
  const oneOf = parseStatuses(text)
  if (oneOf === undefined) throw invalidInput('expect-status', text, 'status codes such as 200, 2xx or 200-204')
  return { kind: 'status', oneOf }
}

function version(): readonly Check[] {
  const equals = inputs.stated('expect-version', 'any')
  const path = pathOf('version-path', inputs.text('version-path', 'version'))
  return equals === 'any' ? [] : [{ kind: 'version', path, equals }]
}

function json(): readonly Check[] {
  const text = inputs.stated('expect-json', 'none')
  if (text === 'none') return []
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(assertion)
}

function assertion(line: string): Check {
  const sign = line.indexOf('=')
  const path = line.slice(0, Math.max(0, sign)).trim()
  if (path === '') throw invalidInput('expect-json', line, 'lines of path=value')
  return { kind: 'json', path: pathOf('expect-json', path), equals: line.slice(sign + 1).trim() }
}

function pathOf(name: string, text: string): string {
  if (parsePath(text) !== undefined) return text
  throw invalidInput(name, text, "a path such as build.version, items[0].id or $['a.b']")
}

function between(name: string, fallback: string, min: number, max: number): number {
  const ms = inputs.duration(name, fallback)
  if (ms < min || ms > max) throw invalidInput(name, inputs.text(name), `a duration from ${min}ms to ${max / hour}h`)
  return ms
}
