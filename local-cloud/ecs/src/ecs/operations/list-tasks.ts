import { findCluster, findService } from '../find.ts'
import { page } from '../page.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ListTasksCommandInput, ListTasksCommandOutput } from '@aws-sdk/client-ecs'

/** Tasks that should run, or with `desiredStatus: STOPPED` those that should not. */
export const listTasks: Operation = operation<ListTasksCommandInput, Answer<ListTasksCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html',
  accepts: ['cluster', 'serviceName', 'family', 'startedBy', 'desiredStatus', 'launchType', 'maxResults', 'nextToken'],
  returns: ['taskArns'],
  run(world, { cluster: reference, serviceName, family, startedBy, desiredStatus = 'RUNNING', launchType, ...paging }) {
    const cluster = findCluster(world, reference)
    const service = serviceName === undefined ? undefined : findService(world, reference, serviceName)
    const arns = [...world.ecs.tasks.values()]
      .filter((task) => task.cluster === cluster && task.view.desiredStatus === desiredStatus)
      .filter((task) => service === undefined || task.service === service)
      .filter(({ revision }) => family === undefined || revision.taskDefinition.family === family)
      .filter(({ view }) => startedBy === undefined || view.startedBy === startedBy)
      .filter(({ view }) => launchType === undefined || view.launchType === launchType)
      .map(({ arn }) => arn)
    const { items, next } = page(arns, paging, 100)
    return { taskArns: [...items], ...next }
  },
})
