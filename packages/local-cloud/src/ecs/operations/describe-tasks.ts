import { ecsArn, lastPart } from '../arns.ts'
import { invalid } from '../errors.ts'
import { findCluster } from '../find.ts'
import { operation, type Answer, type Operation } from '../../frame/operation.ts'
import type { DescribeTasksCommandInput, DescribeTasksCommandOutput } from '@aws-sdk/client-ecs'

/** Up to a hundred tasks by id or ARN. */
export const describeTasks: Operation = operation<DescribeTasksCommandInput, Answer<DescribeTasksCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html',
  accepts: ['cluster', 'tasks', 'include'],
  returns: [
    'tasks[].taskArn',
    'tasks[].clusterArn',
    'tasks[].taskDefinitionArn',
    'tasks[].lastStatus',
    'tasks[].desiredStatus',
    'tasks[].healthStatus',
    'tasks[].createdAt',
    'tasks[].startedBy',
    'tasks[].group',
    'tasks[].containers[].name',
    'tasks[].containers[].image',
    'tasks[].containers[].lastStatus',
    'failures',
  ],
  run(world, { cluster: reference, tasks: references = [] }) {
    if (references.length === 0) throw invalid('Tasks cannot be empty.')
    if (references.length > 100) throw invalid('Tasks cannot have more than 100 elements.')
    const cluster = findCluster(world, reference)
    const arns = references.map((task) => ecsArn(world, 'task', cluster.name, lastPart(task)))
    const found = arns.map((arn) => ({ arn, task: world.ecs.tasks.get(arn) }))
    return {
      tasks: found.flatMap(({ task }) => (task === undefined ? [] : [task.view])),
      failures: found.flatMap(({ arn, task }) => (task === undefined ? [{ arn, reason: 'MISSING' }] : [])),
    }
  },
})
