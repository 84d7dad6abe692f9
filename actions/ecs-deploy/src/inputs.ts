import { inputs, invalidInput } from '@slipway/action-io'
import { shownUrl } from '@slipway/probe'

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
  return {
    cluster: inputs.text('cluster', 'default'),
    service: inputs.required('service'),
    taskDefinition: inputs.required('task-definition'),
    container: inputs.text('container'),
    image: image(),
    timeoutMs: between('timeout', '30m', 1, 720 * hour),
    pollMs: between('poll-interval', '5s', 1, hour),
    verify: verify(),
  }
}

function image(): string {
  const text = inputs.required('image')
  if (/\s/.test(text)) throw invalidInput('image', text, 'one image reference')
  return text
}

function verify(): VerifyInputs | undefined {
  const url = inputs.text('verify-url')
  const version = inputs.text('verify-version')
  const rest = {
    timeoutMs: between('verify-timeout', '5m', 1, 336 * hour),
    intervalMs: between('verify-interval', '5s', 0, hour),
    attemptTimeoutMs: between('verify-attempt-timeout', '10s', 1, hour),
    successes: inputs.integer('verify-successes', { min: 1, max: 100, fallback: 3 }),
  }
  if (url !== '') return { url: httpUrl(url), version, ...rest }
  if (version === '') return undefined
  throw invalidInput('verify-url', '', `the URL that is to answer with version ${version}`)
}

function httpUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw invalidInput('verify-url', shownUrl(url), 'an http or https URL')
}

function between(name: string, fallback: string, min: number, max: number): number {
  const ms = inputs.duration(name, fallback)
  if (ms < min || ms > max)
    throw invalidInput(name, inputs.text(name, fallback), `a duration from ${min}ms to ${max / hour}h`)
  return ms
}
