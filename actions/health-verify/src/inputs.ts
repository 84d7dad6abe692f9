import { formatDuration } from '@slipway/outcome'
import { invalidInput, readContract, refuseInput, type Reading } from '@slipway/action-io'
import { leastMs, parsePath, parseStatuses, type Check } from '@slipway/health'
import { shownUrl, urlFault } from '@slipway/probe'
import { contract } from './contract.ts'

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
type Inputs = Reading<typeof contract>

/** The inputs of action.yml, validated; a failure names each that cannot be used and hides what a URL carries. */
export function readInputs(): VerifyInputs {
  return readContract(contract, (inputs) => {
    const { attempt, values } = inputs
    const pace = {
      successes: values.successes,
      intervalMs: values.interval,
      attemptTimeoutMs: values['attempt-timeout'],
      timeoutMs: values.timeout,
    }
    attempt(['timeout', 'interval', 'successes'], () => refuseTooShort(inputs.written('timeout'), pace))
    return {
      urls: attempt(['url'], () => urls(values.url)),
      checks: [
        attempt([], () => status(values['expect-status'])),
        attempt([], () => version(values)),
        attempt([], () => json(values['expect-json'])),
      ].flat(),
      ...pace,
    }
  })
}

function refuseTooShort(
  timeout: string,
  { timeoutMs, ...pace }: Pick<VerifyInputs, 'timeoutMs' | 'successes' | 'intervalMs'>,
): void {
  const least = leastMs(pace)
  if (least < timeoutMs) return
  const time = `longer than the ${formatDuration(least)} that ${pace.successes} right answers in a row take`
  throw invalidInput('timeout', timeout, `${time}, ${formatDuration(pace.intervalMs)} apart`)
}

function urls(text: string): readonly string[] {
  if (emptyItem.test(text)) {
    throw refuseInput(
      'input url has an empty item beside a comma, which would not be probed',
      'see why the expression there gives nothing (a variable that is not set); otherwise remove the comma',
    )
  }
  const list = [...new Set(text.split(betweenUrls).map((item) => item.trim()))].filter((item) => item !== '')
  for (const url of list) {
    const fault = urlFault(url)
    if (fault !== undefined) throw invalidInput('url', shownUrl(url), fault)
  }
  return list
}

function status(text: string): Check {
  const oneOf = parseStatuses(text)
  if (oneOf === undefined) throw invalidInput('expect-status', text, 'status codes such as 200, 2xx or 200-204')
  return { kind: 'status', oneOf }
}

function version(values: Inputs['values']): readonly Check[] {
  const equals = values['expect-version']
  const path = pathOf('version-path', values['version-path'])
  return equals === 'any' ? [] : [{ kind: 'version', path, equals }]
}

function json(text: string): readonly Check[] {
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
