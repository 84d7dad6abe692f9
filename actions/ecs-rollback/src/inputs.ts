import { invalidInput, readContract } from '@slipway/action-io'
import type { RollbackRequest } from '@slipway/service-deployment/rollback/request'
import { contract } from './contract.ts'

/** The inputs of action.yml, validated; a failure names each that cannot be used. */
export function readInputs(): RollbackRequest {
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
