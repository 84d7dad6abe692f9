import { Failure } from '@slipway/outcome'
import type { ServiceErrorCode } from '@slipway/aws/service-ref'
import type { EcsPort, EcsService, ServiceRef } from '@slipway/aws/ecs'

/** A service that ECS itself can deploy to, or the failure that says why it cannot. */
export async function findService(ecs: EcsPort, ref: ServiceRef): Promise<EcsService> {
  const { cluster, service: name } = ref
  const service = await ecs.describeService(ref)
  if (service === undefined || service.status === 'INACTIVE') {
    throw refuse(
      'SERVICE_NOT_FOUND',
      `there is no service ${name} in cluster ${cluster}`,
      'check cluster, service, region and account',
    )
  }
  if (ref.home !== undefined && !service.arn.startsWith(`${ref.home}:`)) throw elsewhere(ref, service)
  if (service.status !== 'ACTIVE') {
    // DRAINING is the way from DeleteService to INACTIVE; there is none back.
    const remedy = 'it is being deleted and does not become ACTIVE again: create it anew, or name another service'
    throw refuse('SERVICE_NOT_ACTIVE', `the service ${name} in cluster ${cluster} is ${service.status}`, remedy)
  }
  if (service.controller !== 'ECS') {
    throw refuse(
      'CONTROLLER_UNSUPPORTED',
      `the service ${name} is deployed by ${service.controller}, not by ECS itself`,
      'set deploymentController type ECS with UpdateService, and a strategy such as BLUE_GREEN',
    )
  }
  return service
}

/** A name means another service in another region or account. */
function elsewhere({ service: name, home }: ServiceRef, { arn }: EcsService): Failure<ServiceErrorCode> {
  const here = arn.split(':').slice(0, 5).join(':')
  return refuse(
    'SERVICE_NOT_FOUND',
    `this job works with the service ${name} in ${here}, not in ${home}`,
    'set the region and the role of this job to those of the ARN, or correct the input service',
  )
}

function refuse(code: ServiceErrorCode, message: string, remedy: string): Failure<ServiceErrorCode> {
  return new Failure(code, message, { remedy })
}
