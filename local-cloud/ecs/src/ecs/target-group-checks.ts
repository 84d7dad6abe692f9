import type { LoadBalancer } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import type { TaskDefinitionRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** Refuses target groups that tasks could not be registered in, in the words that users report of ECS where there are any. */
export function checkTargetGroups(
  { balancing }: Pick<EcsContext, 'balancing'>,
  loadBalancers: readonly LoadBalancer[],
  { definition }: TaskDefinitionRecord,
): void {
  for (const arn of loadBalancers.flatMap(targetGroups)) {
    const group = balancing.targetGroup(arn)
    if (group === undefined) throw invalid(`The target group with targetGroupArn ${arn} does not exist.`)
    if (definition.networkMode === 'awsvpc' && group.targetType !== 'ip') {
      throw invalid(
        `The provided target group ${arn} has target type ${group.targetType}, which is incompatible with the awsvpc network mode specified in the task definition.`,
      )
    }
    if (!group.isUsed) {
      throw invalid(`The target group with targetGroupArn ${arn} does not have an associated load balancer.`)
    }
  }
}

function targetGroups({ targetGroupArn, advancedConfiguration }: LoadBalancer): readonly string[] {
  return [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn].filter((arn) => arn !== undefined)
}
