import { askedArn } from '../arns.ts'
import { invalid } from '../errors.ts'
import { findCluster, lookUpTask } from '../find.ts'
import { taskView } from '../task-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
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
    'tasks[].group',
    'tasks[].containers[].name',
    'tasks[].containers[].image',
    'tasks[].containers[].lastStatus',
    'failures',
  ],
  run(world, { cluster: reference, tasks: references = [], include = [] }) {
    if (references.length === 0) throw invalid('Tasks cannot be empty.')
    if (references.length > 100) throw invalid('Tasks cannot have more than 100 elements.')
    const cluster = findCluster(world, reference)
    const found = references.map((reference) => ({ reference, task: lookUpTask(world, cluster, reference) }))
    return {
      tasks: found.flatMap(({ task }) => (task === undefined ? [] : [taskView(task, include)])),
      failures: found.flatMap(({ reference, task }) =>
        task === undefined ? [{ arn: askedArn(world, 'task', reference, cluster.name), reason: 'MISSING' }] : [],
      ),
    }
  },
})
