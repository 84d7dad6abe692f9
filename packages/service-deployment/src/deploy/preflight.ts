import type { EcsPort, EcsService } from '@slipway/aws/ecs'
import { Failure, type Judgement } from '@slipway/outcome'
import { beforeTestTraffic, progress, type PastDeployment } from '@slipway/rollout'
import type { DeployErrorCode } from './error.ts'

/**
 * Where a PAUSE hook could only end in a rollback, because there is nothing to verify it with; or where a verification is
 * asked for that this service never comes to.
 */
export function unverifiable(service: EcsService, asked: boolean): Judgement<'nothing-to-verify'> | undefined {
  const pauses = service.hooks.filter(({ targetType }) => targetType === 'PAUSE').flatMap(({ stages }) => stages)
  if (!asked) {
    if (pauses.length === 0) return undefined
    return nothingToVerify(`pauses at ${pauses.join(', ')}, and there is no verify-url`)
  }
  // Of all strategies ROLLING alone knows no test traffic.
  if (service.strategy === 'ROLLING') return neverVerified('is deployed with the strategy ROLLING')
  // RECONCILE_SERVICE is reached only when more than one revision is active, so it need not stop anything.
  const early = pauses.find((stage) => beforeTestTraffic(stage) && stage !== 'RECONCILE_SERVICE')
  if (early !== undefined) {
    return nothingToVerify(
      `pauses at ${early}, before the test listener serves the target revision; move the hook to POST_TEST_TRAFFIC_SHIFT`,
    )
  }
  return pauses.every(beforeTestTraffic) ? neverVerified('has no PAUSE hook for it') : undefined
}

function neverVerified(why: string): Judgement<'nothing-to-verify'> {
  return nothingToVerify(
    `${why}, so that nothing would ever be probed at verify-url; give it the strategy BLUE_GREEN with a PAUSE hook at POST_TEST_TRAFFIC_SHIFT, or leave verify-url and verify-version out and run health-verify after this step`,
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

/** A DAEMON service on which no instance runs: what is deployed already shows as little as what would be deployed anew. */
export function withoutTask({ desiredCount }: EcsService): Judgement<'scaled-to-zero'> | undefined {
  if (desiredCount > 0) return undefined
  const message = 'the service runs it already, but wants no task, so that none shows what it does'
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
