import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { ElbModel, Listener, LoadBalancer, Rule, TargetGroup } from './state.ts'

export function loadBalancer(elb: ElbModel, arn: string | undefined): LoadBalancer {
  const found = elb.loadBalancers.get(arn ?? '')
  if (found === undefined) throw new AwsError('LoadBalancerNotFound', `Load balancer '${arn}' not found`)
  return found
}

export function targetGroup(elb: ElbModel, arn: string | undefined): TargetGroup {
  const found = elb.targetGroups.get(arn ?? '')
  if (found === undefined) throw new AwsError('TargetGroupNotFound', `Target group '${arn}' not found`)
  return found
}

export function listener(elb: ElbModel, arn: string | undefined): Listener {
  const found = elb.listeners.get(arn ?? '')
  if (found === undefined) throw new AwsError('ListenerNotFound', `Listener '${arn}' not found`)
  return found
}

export function rule(elb: ElbModel, arn: string | undefined): Rule {
  for (const { rules } of elb.listeners.values()) {
    const found = rules.find((entry) => entry.arn === arn)
    if (found !== undefined) return found
  }
  throw new AwsError('RuleNotFound', `Rule '${arn}' not found`)
}

/** A rule by its own ARN, or a listener's default rule by the listener's. */
export function ruleOrDefault(elb: ElbModel, arn: string): Rule {
  return elb.listeners.has(arn) ? defaultRule(listener(elb, arn)) : rule(elb, arn)
}

export function defaultRule({ arn, rules }: Listener): Rule {
  const last = rules.at(-1)
  if (last === undefined) throw new Error(`listener ${arn} has no default rule`)
  return last
}

/** Load balancers whose listeners forward to the target group, whatever the weight. */
export function usersOf(elb: ElbModel, targetGroupArn: string): string[] {
  const users = [...elb.listeners.values()].filter(({ rules }) =>
    rules.some((entry) => forwardsTo(entry, targetGroupArn)),
  )
  return [...new Set(users.map((entry) => entry.loadBalancerArn))]
}

export function forwardsTo({ action }: Rule, targetGroupArn: string): boolean {
  return action.type === 'forward' && action.weights.has(targetGroupArn)
}
