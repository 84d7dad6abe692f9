import { invalid } from '../errors.ts'
import { findCluster, lookUpTask } from '../find.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { StopTaskCommandInput, StopTaskCommandOutput } from '@aws-sdk/client-ecs'

/** Drains it from its target groups first; its service starts another. */
export const stopTask: Operation = operation<StopTaskCommandInput, Answer<StopTaskCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html',
  accepts: ['cluster', 'task', 'reason'],
  returns: ['task.taskArn', 'task.lastStatus', 'task.desiredStatus'],
  run(world, { cluster: reference, task: taskReference = '', reason }) {
    const cluster = findCluster(world, reference)
    const task = lookUpTask(world, cluster, taskReference)
    if (task === undefined) throw invalid('The referenced task was not found.')
    task.stop({ stopCode: 'UserInitiated', reason: reason ?? 'Task stopped by user', failed: false })
    return { task: task.view }
  },
})
