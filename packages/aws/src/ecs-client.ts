import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { describe, Failure } from '@slipway/outcome'
import { newestFirst, type PastDeployment } from '@slipway/rollout'
import { awsClientOptions } from './client.ts'
import type { EcsPort, JsonObject, RegisteredDefinition, ServiceRef, Taken } from './ecs.ts'
import { toPast, toRevision, toRunningTask, toService, toServiceDeployment, toStoppedTask } from './ecs-shapes.ts'
import { awsCall } from './error.ts'
import { keepRaw, sendRaw } from './raw-json.ts'
import { runningTasks } from './running-tasks.ts'

export type EcsErrorCode = 'ECS_CLUSTER_NOT_FOUND'

/** ECS through the SDK. Where the SDK would drop members it does not know, the JSON itself is carried. */
export function createEcs(client: ECSClient = new ECSClient(awsClientOptions())): EcsPort {
  return {
    describeService: (ref) => describeService(client, ref),
    updateService: (ref, change) => updateService(client, ref, change),
    describeTaskDefinition: (reference) => describeTaskDefinition(client, reference),
    registerTaskDefinition: (document) => registerTaskDefinition(client, document),
    listServiceDeployments: (ref, filter = {}) => listServiceDeployments(client, ref, filter.after),
    describeServiceDeployment: (arn) => describeServiceDeployment(client, arn),
    describeServiceRevisions: (arns) => describeServiceRevisions(client, arns),
    stopServiceDeployment: (arn) =>
      taken('ecs:StopServiceDeployment', arn, () =>
        client.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })),
      ),
    continueServiceDeployment: (arn, hookId, action) =>
      taken('ecs:ContinueServiceDeployment', arn, () =>
        client.send(new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action })),
      ),
    runningTasks: async (ref) => (await runningTasks(client, ref)).map(toRunningTask),
    stoppedTasks: (ref) => stoppedTasks(client, ref),
  }
}

async function describeService(client: ECSClient, ref: ServiceRef): ReturnType<EcsPort['describeService']> {
  const { cluster, service } = ref
  const { services = [] } = await serviceCall('ecs:DescribeServices', ref, () =>
    client.send(new DescribeServicesCommand({ cluster, services: [service] })),
  )
  return services[0] === undefined ? undefined : toService(services[0])
}

async function updateService(
  client: ECSClient,
  ref: ServiceRef,
  { taskDefinition, forceNewDeployment }: Parameters<EcsPort['updateService']>[1],
): Promise<void> {
  const { cluster, service } = ref
  const force = forceNewDeployment === undefined ? {} : { forceNewDeployment }
  await serviceCall('ecs:UpdateService', ref, () =>
    client.send(new UpdateServiceCommand({ cluster, service, taskDefinition, ...force })),
  )
}

async function describeTaskDefinition(client: ECSClient, reference: string): Promise<RegisteredDefinition | undefined> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: reference, include: ['TAGS'] })
  const raw = keepRaw(command)
  try {
    const { taskDefinition } = await client.send(command)
    const json = (await raw()) as { readonly taskDefinition: JsonObject; readonly tags?: readonly JsonObject[] }
    const { taskDefinitionArn: arn = '', family = '', status = '' } = taskDefinition ?? {}
    return { arn, family, status, document: json.taskDefinition, tags: json.tags ?? [] }
  } catch (error) {
    if (isAbsent(error)) return undefined
    return awsCall({ action: 'ecs:DescribeTaskDefinition', on: `task definition ${reference}` }, () =>
      Promise.reject(error),
    )
  }
}

/** ECS answers a reference to nothing with `ClientException: Unable to describe task definition.` */
function isAbsent(error: unknown): boolean {
  return error instanceof Error && error.name === 'ClientException' && /unable to describe/i.test(error.message)
}

async function registerTaskDefinition(client: ECSClient, document: JsonObject): Promise<string> {
  const family = String(document['family'])
  const command = new RegisterTaskDefinitionCommand({ family, containerDefinitions: [] })
  sendRaw(command, document)
  const action = { action: 'ecs:RegisterTaskDefinition', on: `task definition family ${family}` }
  const { taskDefinition } = await awsCall(action, () => client.send(command))
  return taskDefinition?.taskDefinitionArn ?? ''
}

/** All pages: ECS promises no order of them, and keeps 90 days. */
async function listServiceDeployments(
  client: ECSClient,
  ref: ServiceRef,
  after: number | undefined,
): Promise<readonly PastDeployment[]> {
  const createdAt = after === undefined ? {} : { createdAt: { after: new Date(after) } }
  const found: PastDeployment[] = []
  let nextToken: string | undefined
  do {
    const from = nextToken === undefined ? {} : { nextToken }
    const input = { cluster: ref.cluster, service: ref.service, ...createdAt, ...from, maxResults: 100 }
    const answer = await serviceCall('ecs:ListServiceDeployments', ref, () =>
      client.send(new ListServiceDeploymentsCommand(input)),
    )
    found.push(...(answer.serviceDeployments ?? []).map(toPast))
    nextToken = answer.nextToken
  } while (nextToken !== undefined)
  return newestFirst(found)
}

async function describeServiceDeployment(
  client: ECSClient,
  arn: string,
): ReturnType<EcsPort['describeServiceDeployment']> {
  const { serviceDeployments = [] } = await awsCall({ action: 'ecs:DescribeServiceDeployments', on: arn }, () =>
    client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })),
  )
  return serviceDeployments[0] === undefined ? undefined : toServiceDeployment(serviceDeployments[0])
}

/** Twenty ARNs a call, as the API allows; a deployment may not name its revision yet. */
async function describeServiceRevisions(
  client: ECSClient,
  arns: readonly string[],
): ReturnType<EcsPort['describeServiceRevisions']> {
  const named = arns.filter((arn) => arn !== '')
  const batches = Array.from({ length: Math.ceil(named.length / 20) }, (_, i) => named.slice(i * 20, i * 20 + 20))
  const found = []
  for (const batch of batches) {
    const { serviceRevisions = [] } = await awsCall(
      { action: 'ecs:DescribeServiceRevisions', on: batch.join(', ') },
      () => client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...batch] })),
    )
    found.push(...serviceRevisions.map(toRevision))
  }
  return found
}

async function stoppedTasks(client: ECSClient, ref: ServiceRef): ReturnType<EcsPort['stoppedTasks']> {
  const { cluster, service: serviceName } = ref
  const { taskArns = [] } = await serviceCall('ecs:ListTasks', ref, () =>
    client.send(new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED', maxResults: 100 })),
  )
  if (taskArns.length === 0) return []
  const { tasks = [] } = await serviceCall('ecs:DescribeTasks', ref, () =>
    client.send(new DescribeTasksCommand({ cluster, tasks: taskArns })),
  )
  return tasks.map(toStoppedTask)
}

function serviceCall<T>(action: string, { cluster, service }: ServiceRef, send: () => Promise<T>): Promise<T> {
  return awsCall({ action, on: `service ${service} in cluster ${cluster}` }, async () => {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ClusterNotFoundException')) throw error
      throw new Failure<EcsErrorCode>('ECS_CLUSTER_NOT_FOUND', `there is no ECS cluster ${cluster} here`, {
        remedy: 'check the input cluster, the region and the account',
        cause: error,
      })
    }
  })
}

/** States of a deployment that no longer allow the call are an outcome, not a failure. */
const refusals: ReadonlySet<string> = new Set([
  'ConflictException',
  'ServiceDeploymentNotFoundException',
  'InvalidParameterException',
  'ClientException',
])

async function taken(action: string, arn: string, send: () => Promise<unknown>): Promise<Taken> {
  try {
    await send()
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof Error && refusals.has(error.name)) return { kind: 'refused', message: describe(error) }
    return awsCall({ action, on: arn }, () => Promise.reject(error))
  }
}
