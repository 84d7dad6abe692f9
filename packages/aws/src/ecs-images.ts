import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Task,
} from '@aws-sdk/client-ecs'
import { Failure } from '@slipway/outcome'
import { awsClientOptions } from './client.ts'
import { awsCall, type AwsRequest } from './error.ts'
import type { ServiceErrorCode } from './find-service.ts'
import { partitionOf } from './iam-statement.ts'

/** A container of a running task, and the digest its image was pulled by. */
export interface RunningImage {
  readonly container: string
  readonly image: string
  readonly digest: string
}

export interface EcsImagesPort {
  /** What the tasks of the service's PRIMARY deployment run, each combination once; none while no task has pulled. */
  running(cluster: string, service: string, signal?: AbortSignal): Promise<readonly RunningImage[]>
}

export function createEcsImages(): EcsImagesPort {
  const client = new ECSClient(awsClientOptions())
  return { running: (cluster, service, signal) => running(client, { cluster, service }, signal) }
}

interface Place {
  readonly cluster: string
  readonly service: string
}

/**
 * A task that a service started carries the id of its deployment in `startedBy`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 */
async function running(client: ECSClient, place: Place, signal?: AbortSignal): Promise<readonly RunningImage[]> {
  const primary = await primaryDeployment(client, place, signal)
  const tasks = await runningTasks(client, place, signal)
  const images = tasks.filter(({ startedBy }) => startedBy === primary).flatMap(imagesOf)
  return [...new Map(images.map((one) => [JSON.stringify(one), one])).values()]
}

async function primaryDeployment(
  client: ECSClient,
  { cluster, service }: Place,
  signal?: AbortSignal,
): Promise<string> {
  const command = new DescribeServicesCommand({ cluster, services: [service] })
  const request = about('ecs:DescribeServices', { cluster, service })
  const { services = [] } = await awsCall(request, (options) => client.send(command, options), signal)
  const primary = services[0]?.deployments?.find(({ status }) => status === 'PRIMARY')?.id
  if (primary !== undefined && services[0]?.status !== 'INACTIVE') return primary
  throw new Failure<ServiceErrorCode>('SERVICE_NOT_FOUND', `there is no service ${service} in cluster ${cluster}`, {
    remedy: 'check cluster, service, region and account',
  })
}

async function runningTasks(client: ECSClient, place: Place, signal?: AbortSignal): Promise<readonly Task[]> {
  const { cluster, service: serviceName } = place
  const found: Task[] = []
  let nextToken: string | undefined
  do {
    const token = nextToken === undefined ? {} : { nextToken }
    const list = new ListTasksCommand({ cluster, serviceName, desiredStatus: 'RUNNING', maxResults: 100, ...token })
    const page = await awsCall(about('ecs:ListTasks', place), (options) => client.send(list, options), signal)
    const tasks = page.taskArns ?? []
    if (tasks.length > 0) {
      const describe = new DescribeTasksCommand({ cluster, tasks })
      const send = (options: object) => client.send(describe, options)
      found.push(...((await awsCall(about('ecs:DescribeTasks', place), send, signal)).tasks ?? []))
    }
    nextToken = page.nextToken
  } while (nextToken !== undefined && nextToken !== '')
  return found
}

function imagesOf({ containers = [] }: Task): readonly RunningImage[] {
  return containers.flatMap(({ name: container = '', image = '', imageDigest: digest }) =>
    digest === undefined ? [] : [{ container, image, digest }],
  )
}

/** ListTasks knows no resource but `*`; the two others are granted on the service and on the tasks of the cluster. */
function about(action: string, { cluster, service }: Place): AwsRequest {
  const on = `service ${service} in cluster ${cluster}`
  const arn = (kind: string, name: string): string =>
    `arn:${partitionOf(process.env['AWS_REGION'])}:ecs:*:*:${kind}/${cluster.split('/').at(-1)}/${name}`
  if (action === 'ecs:DescribeServices')
    return { action, on, resource: arn('service', service.split('/').at(-1) ?? '') }
  return { action, on, resource: action === 'ecs:DescribeTasks' ? arn('task', '*') : '*' }
}
