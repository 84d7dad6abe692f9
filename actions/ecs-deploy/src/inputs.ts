import { formatDuration, inputs, invalidInput } from '@slipway/action-io'
import { leastMs } from '@slipway/health'
import { shownUrl, urlFault } from '@slipway/probe'

export interface DeployInputs {
  readonly cluster: string
  readonly service: string
  /** A file, a family, `family:revision`, or an ARN. */
  readonly taskDefinition: string
  /** Empty: the only container of the definition. */
  readonly container: string
  readonly image: string
  /** All times in milliseconds. */
  readonly timeoutMs: number
  readonly pollMs: number
  /** Absent: there is nothing to verify with. */
  readonly verify: VerifyInputs | undefined
}

export interface VerifyInputs {
  readonly url: string
  /** Empty: any version. */
  readonly version: string
  readonly timeoutMs: number
  readonly intervalMs: number
  readonly attemptTimeoutMs: number
  readonly successes: number
}

const hour = 3_600_000

/** The inputs of action.yml, validated. */
export function readInputs(): DeployInputs {
  const timeoutMs = between('timeout', '30m', 1, 720 * hour)
  return {
    cluster: inputs.text('cluster', 'default'),
    service: inputs.required('service'),
    taskDefinition: inputs.required('task-definition'),
    container: inputs.text('container'),
    image: image(),
    timeoutMs,
    pollMs: between('poll-interval', '5s', 1, hour),
    verify: verify(timeoutMs),
  }
}

function image(): string {
  const text = inputs.required('image')
  const wanted = imageFault(text)
  if (wanted !== undefined) throw invalidInput('image', text, wanted)
  return text
}

/** What a text that is no image should have been: an output that is empty leaves `name:` or `name@` behind. */
function imageFault(text: string): string | undefined {
  if (/\s/.test(text)) return 'one image reference'
  if (text.includes('://')) return 'an image without a scheme, such as registry.example/api:v1'
  if (text.endsWith(':') && !text.includes('@')) return 'an image whose tag is not empty'
  const isWhole = !text.includes('@') || /@sha256:[0-9a-f]{64}$/.test(text)
  return isWhole ? undefined : 'an image whose digest is written in full: @sha256: and 64 hexadecimal digits'
}

function verify(wholeMs: number): VerifyInputs | undefined {
  const url = inputs.stated('verify-url', 'none')
  const version = inputs.stated('verify-version', 'any')
  const pace = {
    timeoutMs: between('verify-timeout', '5m', 1, 336 * hour),
    intervalMs: between('verify-interval', '5s', 0, hour),
    attemptTimeoutMs: between('verify-attempt-timeout', '10s', 1, hour),
    successes: inputs.integer('verify-successes', { min: 1, max: 100, fallback: 3 }),
  }
  if (url === 'none') {
    if (version === 'any') return undefined
    throw invalidInput('verify-url', url, `the URL that is to answer with version ${version}`)
  }
  const fault = urlFault(url)
  if (fault !== undefined) throw invalidInput('verify-url', shownUrl(url), fault)
  refuseTooShort('verify-timeout', '5m', pace.timeoutMs, pace)
  refuseTooShort('timeout', '30m', wholeMs, pace)
  return { url, version: version === 'any' ? '' : version, ...pace }
}

function refuseTooShort(
  name: string,
  fallback: string,
  ms: number,
  pace: Pick<VerifyInputs, 'successes' | 'intervalMs'>,
): void {
  const least = leastMs(pace)
  if (ms > least) return
  const time = `longer than the ${formatDuration(least)} that ${pace.successes} right answers in a row take`
  throw invalidInput(name, inputs.text(name, fallback), `${time}, ${formatDuration(pace.intervalMs)} apart`)
}

function between(name: string, fallback: string, min: number, max: number): number {
  const ms = inputs.duration(name, fallback)
  if (ms < min || ms > max)
    throw invalidInput(name, inputs.text(name, fallback), `a duration from ${min}ms to ${max / hour}h`)
  return ms
}
