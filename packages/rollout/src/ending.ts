import { causeOf } from './cause.ts'
import { unguarded } from './guards-off.ts'
import type { HandledHook, Observation, Plan, RolloutEnd, RolloutReason } from './plan.ts'
import type { ServiceDeployment } from './service-deployment.ts'
import { verified, withoutVerification } from './verified.ts'

/** What a terminal status means for the release; `undefined` while the deployment is not over. */
export function ending(plan: Plan, observation: Observation, deployment: ServiceDeployment): RolloutEnd | undefined {
  const cause = tookEffect(observation) ? (ownDoing(observation) ?? cancellation(plan, observation)) : undefined
  switch (deployment.status) {
    case 'SUCCESSFUL':
      return successful(plan, observation, deployment)
    case 'ROLLBACK_SUCCESSFUL':
      return rolledBack(deployment, cause)
    case 'ROLLBACK_FAILED':
      return rollbackFailed(deployment, cause)
    case 'STOPPED':
      return stopped(observation, deployment, cause)
    default:
      return undefined
  }
}

/** Why this run itself turned against the deployment: the first hook at which it did. */
export function ownDoing({ handled }: Pick<Observation, 'handled'>): RolloutEnd | undefined {
  for (const hook of handled.values()) {
    const end = against(hook)
    if (end !== undefined) return end
  }
  return undefined
}

/** A cancelled run that stops its deployment is itself what rolled it back. */
function cancellation(plan: Plan, { cancelledAt }: Observation): RolloutEnd | undefined {
  if (cancelledAt === undefined || plan.onCancel !== 'stop') return undefined
  return { verdict: 'inconclusive', reason: 'cancelled', message: 'the job was cancelled' }
}

/** Whether ECS took what this run did against the deployment; if not, something else ended it. */
function tookEffect({ handled, stop }: Observation): boolean {
  const answers = [...handled.values()]
  return (
    stop.kind === 'sent' ||
    answers.some(({ answer, refused }) => answer?.action === 'ROLLBACK' && refused === undefined)
  )
}

/** What one hook's verification or answer holds against the deployment. */
export function against({ verification, answer }: HandledHook): RolloutEnd | undefined {
  if (answer?.action === 'ROLLBACK') {
    const inconclusive = answer.reason === 'verification-inconclusive' || answer.reason === 'timeout'
    return { verdict: inconclusive ? 'inconclusive' : 'fail', reason: answer.reason, message: answer.message }
  }
  if (verification === undefined || verification.verdict === 'pass') return undefined
  return verification.verdict === 'fail'
    ? { verdict: 'fail', reason: 'verification-failed', message: verification.message }
    : { verdict: 'inconclusive', reason: 'verification-inconclusive', message: verification.message }
}

function successful(plan: Plan, observation: Observation, deployment: ServiceDeployment): RolloutEnd {
  const cause = ownDoing(observation)
  if (cause !== undefined) {
    return {
      ...cause,
      message: `${cause.message}; yet ${deployment.arn} went on and is SUCCESSFUL: the service runs it`,
    }
  }
  const unseen = plan.pauses === 'continue' ? undefined : letThroughUnseen(observation, deployment)
  if (unseen !== undefined) {
    const message = `${unseen}, without a verification; ${deployment.arn} is SUCCESSFUL: the service runs it`
    return { verdict: 'inconclusive', reason: 'verification-inconclusive', message }
  }
  if (deployment.target?.requested === 0) {
    return failed('scaled-to-zero', `${deployment.arn} is SUCCESSFUL with no task: the service is scaled to zero`)
  }
  return asVerified(plan, observation, `${deployment.arn} is SUCCESSFUL${unguarded(deployment)}`)
}

/** A pass, unless a verification was asked for of a deployment that this run began, and nothing was verified. */
function asVerified({ pauses }: Plan, observation: Observation, message: string): RolloutEnd {
  const state = verified(observation)
  if (pauses !== 'verify' || state === 'true') return { verdict: 'pass', reason: 'deployed', message }
  if (observation.overBefore !== undefined)
    return { verdict: 'pass', reason: 'deployed', message: `${message}; ${withoutVerification(state)}` }
  const never = `the verification that was asked for was not made, because the deployment never paused for it; ${message}`
  return {
    verdict: 'inconclusive',
    reason: 'verification-inconclusive',
    message: `${never}: the service runs it`,
  }
}

/** How a PAUSE hook was passed, before the eyes of this run, without being verified. */
function letThroughUnseen({ handled, overBefore }: Observation, { hooks }: ServiceDeployment): string | undefined {
  for (const { hookId, targetType, status, timeoutAction } of hooks) {
    if (targetType !== 'PAUSE' || overBefore?.has(hookId) === true) continue
    if (handled.get(hookId)?.verification?.verdict === 'pass') continue
    if (status === 'TIMED_OUT' && timeoutAction === 'CONTINUE')
      return `PAUSE hook ${hookId} timed out and ECS continued`
    if (status === 'SUCCEEDED') return `PAUSE hook ${hookId} was continued by somebody else`
  }
  return undefined
}

function rolledBack(deployment: ServiceDeployment, cause: RolloutEnd | undefined): RolloutEnd {
  const back = `rolled back to ${deployment.rollback?.serviceRevisionArn ?? 'the last service revision'}`
  if (cause !== undefined) return { ...cause, message: `${cause.message}; ${back}` }
  const found = causeOf(deployment)
  const said = deployment.rollback?.reason ?? deployment.statusReason ?? 'ECS gives no reason'
  if (found !== undefined) return failed(found.reason, `${found.message}; ${back}: ${said}`)
  return failed('rolled-back', `${back}: ${said}`)
}

function rollbackFailed(deployment: ServiceDeployment, cause: RolloutEnd | undefined): RolloutEnd {
  const first = cause?.message ?? causeOf(deployment)?.message
  const said = deployment.statusReason ?? deployment.rollback?.reason ?? 'ECS gives no reason'
  return failed(
    'rollback-failed',
    `THE ROLLBACK FAILED and the service needs a person now: ${said}${first === undefined ? '' : `; it began because ${first}`}`,
  )
}

function stopped({ newer }: Observation, deployment: ServiceDeployment, cause: RolloutEnd | undefined): RolloutEnd {
  const said = deployment.statusReason === undefined ? '' : `: ${deployment.statusReason}`
  if (cause !== undefined) return { ...cause, message: `${cause.message}; the deployment is STOPPED${said}` }
  const found = causeOf(deployment)
  if (found !== undefined)
    return failed(found.reason, `${found.message}; the deployment is STOPPED, not rolled back${said}`)
  if (newer !== undefined) return failed('superseded', `a newer deployment took over: ${newer}`)
  return failed('stopped', `${deployment.arn} is STOPPED${said}`)
}

function failed(reason: RolloutReason, message: string): RolloutEnd {
  return { verdict: 'fail', reason, message }
}
