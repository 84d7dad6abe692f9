import { DescribeServicesCommand, ECSClient, type Task } from '@aws-sdk/client-ecs'
import { Failure } from '@slipway/outcome'
import { awsClientOptions } from './client.ts'
import type { ServiceRef } from './ecs.ts'
import { awsCall } from './error.ts'
import { everyRight } from './every-right.ts'
import type { ServiceErrorCode } from './service-ref.ts'
import { aboutService, runningTasks } from './running-tasks.ts'

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

/**
 * A task that a service started carries the id of its deployment in `startedBy`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 */
async function running(client: ECSClient, place: ServiceRef, signal?: AbortSignal): Promise<readonly RunningImage[]> {
  const deployment = primaryDeployment(client, place, signal)
  // A right that is missing for this one is named together with one that is missing for the next.
  await deployment.catch(() => undefined)
  const [primary, tasks] = await everyRight([deployment, runningTasks(client, place, signal)])
  const images = tasks.filter(({ startedBy }) => startedBy === primary).flatMap(imagesOf)
  return [...new Map(images.map((one) => [JSON.stringify(one), one])).values()]
}

async function primaryDeployment(
  client: ECSClient,
  { cluster, service }: ServiceRef,
  signal?: AbortSignal,
): Promise<string> {
  const command = new DescribeServicesCommand({ cluster, services: [service] })
  const request = aboutService('ecs:DescribeServices', { cluster, service })
  const { services = [] } = await awsCall(request, (options) => client.send(command, options), signal)
  const primary = services[0]?.deployments?.find(({ status }) => status === 'PRIMARY')?.id
  if (primary !== undefined && services[0]?.status !== 'INACTIVE') return primary
  throw new Failure<ServiceErrorCode>('SERVICE_NOT_FOUND', `there is no service ${service} in cluster ${cluster}`, {
    remedy: 'check cluster, service, region and account',
  })
}

function imagesOf({ containers = [] }: Task): readonly RunningImage[] {
  return containers.flatMap(({ name: container = '', image = '', imageDigest: digest }) =>
    digest === undefined ? [] : [{ container, image, digest }],
  )
}
