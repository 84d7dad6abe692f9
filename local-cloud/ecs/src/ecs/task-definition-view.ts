import type { TaskDefinition } from '@aws-sdk/client-ecs'
import type { TaskDefinitionRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html, with members that the SDK does not know. */
export function taskDefinitionView(world: EcsContext, record: TaskDefinitionRecord): TaskDefinition {
  return {
    ...record.definition,
    containerDefinitions: [...record.definition.containerDefinitions],
    taskDefinitionArn: record.arn,
    revision: record.revision,
    status: record.status,
    registeredAt: record.registeredAt,
    registeredBy: world.roleArn,
    ...(record.deregisteredAt === undefined ? {} : { deregisteredAt: record.deregisteredAt }),
    ...(record.deleteRequestedAt === undefined ? {} : { deleteRequestedAt: record.deleteRequestedAt }),
  }
}
