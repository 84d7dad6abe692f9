import { clientError } from '../errors.ts'
import { lookUpTaskDefinition } from '../find.ts'
import { taskDefinitionView } from '../task-definition-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { DeregisterTaskDefinitionCommandInput, DeregisterTaskDefinitionCommandOutput } from '@aws-sdk/client-ecs'

/** Makes one revision INACTIVE: what runs goes on, but nothing new can be created or updated to it. */
export const deregisterTaskDefinition: Operation = operation<
  DeregisterTaskDefinitionCommandInput,
  Answer<DeregisterTaskDefinitionCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html',
  accepts: ['taskDefinition'],
  returns: ['taskDefinition.taskDefinitionArn', 'taskDefinition.status', 'taskDefinition.deregisteredAt'],
  run(world, { taskDefinition = '' }) {
    if (!taskDefinition.includes(':')) throw clientError('Revision is missing.')
    const found = lookUpTaskDefinition(world, taskDefinition)
    if (found === undefined) throw clientError('The specified task definition does not exist.')
    found.status = 'INACTIVE'
    found.deregisteredAt ??= world.clock.now()
    return { taskDefinition: taskDefinitionView(world, found) }
  },
})
