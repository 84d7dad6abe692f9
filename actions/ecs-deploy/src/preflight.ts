import type { EcsPort, EcsService, ServiceRef } from '@slipway/aws/ecs'
import { Failure, type Judgement } from '@slipway/outcome'
import { beforeTestTraffic, progress, type PastDeployment } from '@slipway/rollout'
import type { DeployErrorCode } from './error.ts'

/** The service, or the failure that says why nothing can be deployed to it. */
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
  if (service.status !== 'ACTIVE') {
    throw refuse(
      'SERVICE_NOT_ACTIVE',
      `the service ${name} in cluster ${cluster} is ${service.status}`,
      'wait until it is ACTIVE, or create it again',
    )
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

/** A PAUSE hook that could only end in a rollback, because there is nothing to verify it with. */
export function unverifiable(service: EcsService, canVerify: boolean): Judgement<'nothing-to-verify'> | undefined {
  const pauses = service.hooks.filter(({ targetType }) => targetType === 'PAUSE').flatMap(({ stages }) => stages)
  if (pauses.length > 0 && !canVerify)
    return nothingToVerify(`pauses at ${pauses.join(', ')}, and there is no verify-url`)
  // RECONCILE_SERVICE is reached only when more than one revision is active, so it need not stop anything.
  const early = pauses.find((stage) => beforeTestTraffic(stage) && stage !== 'RECONCILE_SERVICE')
  if (early === undefined) return undefined
  return nothingToVerify(
    `pauses at ${early}, before the test listener serves the target revision; move the hook to POST_TEST_TRAFFIC_SHIFT`,
  )
}

/** A service without tasks proves nothing. DAEMON services have no count of their own. */
export function scaledToZero({
  desiredCount,
  schedulingStrategy,
}: EcsService): Judgement<'scaled-to-zero'> | undefined {
  if (desiredCount > 0 || schedulingStrategy !== 'REPLICA') return undefined
  const message =
    'the service is scaled to zero, so that no task would show what the release does; nothing was deployed'
  return { verdict: 'fail', reason: 'scaled-to-zero', message }
}

/** The failure for another deployment that is under way. */
export async function inFlight(ecs: EcsPort, other: PastDeployment, runs: string): Promise<Failure<DeployErrorCode>> {
  const deployment = await ecs.describeServiceDeployment(other.arn)
  const state = deployment === undefined ? other.status : progress(deployment)
  const since = new Date(other.createdAt).toISOString()
  return refuse(
    'DEPLOYMENT_IN_FLIGHT',
    `another service deployment is under way since ${since}: ${other.arn} of ${runs} (${state})`,
    'wait for it, or undo it with ecs-rollback; queue deployments with concurrency: { group: …, queue: max }',
  )
}

function nothingToVerify(why: string): Judgement<'nothing-to-verify'> {
  return { verdict: 'fail', reason: 'nothing-to-verify', message: `the service ${why}; nothing was deployed` }
}

function refuse(code: DeployErrorCode, message: string, remedy: string): Failure<DeployErrorCode> {
  return new Failure(code, message, { remedy })
}
