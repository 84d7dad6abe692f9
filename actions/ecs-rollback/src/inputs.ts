import { invalidInput, readContract } from '@slipway/action-io'
import { contract } from './contract.ts'

export interface RollbackInputs {
  readonly cluster: string
  readonly service: string
  /** A service revision's ARN, or the task-definition ARN of one; empty: the last known good one. */
  readonly to: string
  /** Milliseconds. */
  readonly timeoutMs: number
  readonly pollMs: number
}

/** The inputs of action.yml, validated; a failure names each that cannot be used. */
export function readInputs(): RollbackInputs {
  return readContract(contract, ({ values, attempt }) => ({
    cluster: values.cluster,
    service: values.service,
    to: attempt([], () => checkedArn(values.to)),
    timeoutMs: values.timeout,
    pollMs: values['poll-interval'],
  }))
}

function checkedArn(text: string): string {
  const [arn, partition, service, , , ...resource] = text.split(':')
  const isNamed = /^(?:service-revision|task-definition)\/\S+$/.test(resource.join(':'))
  if (text === '' || (arn === 'arn' && partition !== '' && service === 'ecs' && isNamed)) return text
  throw invalidInput('to', text, 'the ARN of a service revision or of a task definition')
}
