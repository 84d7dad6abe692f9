import type { EcsPort, EcsService } from '@slipway/aws/ecs'
import { Failure, type Judgement } from '@slipway/outcome'
import { beforeTestTraffic, progress, type PastDeployment } from '@slipway/rollout'
import type { DeployErrorCode } from './error.ts'

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
  return new Failure(
    'DEPLOYMENT_IN_FLIGHT',
    `another service deployment is under way since ${since}: ${other.arn} of ${runs} (${state})`,
    {
      remedy: 'wait for it, or undo it with ecs-rollback; queue deployments with concurrency: { group: …, queue: max }',
    },
  )
}

function nothingToVerify(why: string): Judgement<'nothing-to-verify'> {
  return { verdict: 'fail', reason: 'nothing-to-verify', message: `the service ${why}; nothing was deployed` }
}
