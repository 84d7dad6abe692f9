import { inputs, invalidInput } from '@slipway/action-io'

export interface RollbackInputs {
  readonly cluster: string
  readonly service: string
  /** A service revision's ARN, or the task-definition ARN of one; empty: the last known good one. */
  readonly to: string
  /** Milliseconds. */
  readonly timeoutMs: number
  readonly pollMs: number
}

const hour = 3_600_000

/** The inputs of action.yml, validated. */
export function readInputs(): RollbackInputs {
  return {
    cluster: inputs.text('cluster', 'default'),
    service: inputs.required('service'),
    to: to(),
    timeoutMs: between('timeout', '30m', 1, 720 * hour),
    pollMs: between('poll-interval', '5s', 1, hour),
  }
}

function to(): string {
  const text = inputs.text('to')
  const [arn, partition, service, , , ...resource] = text.split(':')
  const isNamed = /^(?:service-revision|task-definition)\/\S+$/.test(resource.join(':'))
  if (text === '' || (arn === 'arn' && partition !== '' && service === 'ecs' && isNamed)) return text
  throw invalidInput('to', text, 'the ARN of a service revision or of a task definition')
}

function between(name: string, fallback: string, min: number, max: number): number {
  const ms = inputs.duration(name, fallback)
  if (ms < min || ms > max)
    throw invalidInput(name, inputs.text(name, fallback), `a duration from ${min}ms to ${max / hour}h`)
  return ms
}
