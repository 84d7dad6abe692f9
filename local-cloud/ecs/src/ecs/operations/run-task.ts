import { overridden } from '../container-overrides.ts'
import { invalid } from '../errors.ts'
import { findActiveTaskDefinition, findCluster } from '../find.ts'
import { checkLaunchKind, launchKind } from '../launch-kind.ts'
import { checkNetwork, givenNetwork } from '../network.ts'
import type { ClusterRecord, RevisionRecord, TaskRecord } from '../records.ts'
import { startTask } from '../start-task.ts'
import { checkTags } from '../tags.ts'
import { taskView } from '../task-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from '../context.ts'
import type { RunTaskCommandInput, RunTaskCommandOutput } from '@aws-sdk/client-ecs'

const mostTasks = 10

/** Starts tasks that belong to no service; what they end with is in DescribeTasks. */
export const runTask: Operation = operation<RunTaskCommandInput, Answer<RunTaskCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html',
  accepts: [
    'capacityProviderStrategy',
    'clientToken',
    'cluster',
    'count',
    'enableECSManagedTags',
    'enableExecuteCommand',
    'group',
    'launchType',
    'networkConfiguration',
    'overrides',
    'platformVersion',
    'propagateTags',
    'startedBy',
    'tags',
    'taskDefinition',
  ],
  returns: ['tasks[].taskArn', 'tasks[].clusterArn', 'tasks[].lastStatus', 'tasks[].containers[].name', 'failures'],
  run(world, input) {
    const cluster = findCluster(world, input.cluster)
    const again = startedBefore(world, cluster, input.clientToken)
    const tasks = again.length > 0 ? again : start(world, cluster, input)
    return { tasks: tasks.map((task) => taskView(task, ['TAGS'])), failures: [] }
  },
})

/** SDKs send a token of their own, so that a call that is sent again starts nothing twice. */
function startedBefore(world: EcsContext, cluster: ClusterRecord, token: string | undefined): readonly TaskRecord[] {
  if (token === undefined) return []
  return [...world.ecs.tasks.values()].filter((task) => task.cluster === cluster && task.clientToken === token)
}

function start(world: EcsContext, cluster: ClusterRecord, input: RunTaskCommandInput): readonly TaskRecord[] {
  const { count = 1, tags = [], overrides, startedBy, clientToken } = input
  if (!Number.isInteger(count) || count < 1 || count > mostTasks) {
    throw invalid(`Task count should be between 1 and ${mostTasks}, not ${count}.`)
  }
  checkTags(tags, invalid)
  const revision = ownRevision(world, cluster, input)
  const { group = `family:${revision.taskDefinition.family}` } = input
  const origin = { cluster, group, startedBy, overrides, tags, clientToken }
  return Array.from({ length: count }, () => startTask(world, origin, revision))
}

function ownRevision(world: EcsContext, cluster: ClusterRecord, input: RunTaskCommandInput): RevisionRecord {
  const registered = findActiveTaskDefinition(world, input.taskDefinition ?? '')
  const networkConfiguration = givenNetwork(input.networkConfiguration)
  checkLaunchKind(input, registered, cluster)
  checkNetwork(networkConfiguration, registered)
  const { platformVersion } = input
  return {
    arn: '',
    legacyId: '',
    createdAt: world.clock.now(),
    taskDefinition: overridden(registered, input.overrides?.containerOverrides ?? []),
    loadBalancers: [],
    settings: { ...launchKind(input), networkConfiguration, platformVersion },
    targetGroups: [],
    imageDigests: new Map(),
    failedTasks: 0,
    failuresInARow: 0,
    lastFailureAt: 0,
  }
}
