import { Failure } from '@slipway/outcome'
import type { ServiceRef } from './ecs.ts'

export type ServiceErrorCode = 'SERVICE_NOT_FOUND' | 'SERVICE_NOT_ACTIVE' | 'CONTROLLER_UNSUPPORTED'

/**
 * The service that two inputs name. An ARN of a service brings its cluster along, `…:service/CLUSTER/SERVICE`; one of the
 * old form, `…:service/SERVICE`, does not. The cluster `default` is what nobody set, and gives way.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids
 */
export function serviceRef(cluster: string, service: string): ServiceRef {
  const [, home, own, name] = /^(arn:[\w-]+:ecs:[^:]*:[^:]*):service\/(?:([^/]+)\/)?([^/]+)$/.exec(service) ?? []
  if (home === undefined || name === undefined) return { cluster, service }
  if (own === undefined || own === nameOf(cluster)) return { cluster, service: name, home }
  if (cluster === 'default') return { cluster: own, service: name, home }
  throw new Failure<ServiceErrorCode>('SERVICE_NOT_FOUND', `${service} is in cluster ${own}, not in ${cluster}`, {
    remedy: 'leave the input cluster out, because the ARN of a service names its cluster',
  })
}

/** `arn:…:cluster/NAME`, or the name itself. */
function nameOf(cluster: string): string {
  return cluster.split('/').at(-1) ?? cluster
}
