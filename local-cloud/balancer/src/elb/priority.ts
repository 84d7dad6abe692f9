import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { Listener, Rule } from './state.ts'

const lowest = 50_000

const place = ({ priority }: Rule): number => (priority === 'default' ? lowest + 1 : priority)

/** Rules in the order in which they are tried. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((one, other) => place(one) - place(other))
}

export function refuseTakenPriority({ rules }: Listener, priority: number): void {
  if (!Number.isInteger(priority) || priority < 1 || priority > lowest) {
    throw new AwsError('ValidationError', `Priority '${priority}' must be between 1 and ${lowest}`)
  }
  if (rules.every((rule) => rule.priority !== priority)) return
  throw new AwsError('PriorityInUse', `Priority '${priority}' is currently in use`)
}
