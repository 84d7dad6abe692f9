import { clientError } from '../errors.ts'
import { lookUpTaskDefinition } from '../find.ts'
import { taskDefinitionView } from '../task-definition-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput } from '@aws-sdk/client-ecs'

/** An INACTIVE revision is still described, by its revision or ARN. */
export const describeTaskDefinition: Operation = operation<
  DescribeTaskDefinitionCommandInput,
  Answer<DescribeTaskDefinitionCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html',
  accepts: ['taskDefinition', 'include'],
  returns: [
    'taskDefinition.taskDefinitionArn',
    'taskDefinition.family',
    'taskDefinition.revision',
    'taskDefinition.status',
    'taskDefinition.containerDefinitions[].name',
  ],
  run(world, { taskDefinition, include = [] }) {
    const found = lookUpTaskDefinition(world, taskDefinition ?? '')
    if (found === undefined) throw clientError('Unable to describe task definition.')
    return {
      taskDefinition: taskDefinitionView(world, found),
      tags: include.includes('TAGS') ? [...found.tags] : [],
    }
  },
})
