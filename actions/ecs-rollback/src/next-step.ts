import type { Result, RollbackReason } from '@slipway/service-deployment/rollback/result'

const another = 'name another service revision with to:, or deploy a release that is known to run'
const follow = 'run this step again, which follows what ECS still does'

const steps: Readonly<Partial<Record<RollbackReason, string>>> = {
  'circuit-breaker': another,
  'rolled-back': another,
  stopped: another,
  alarm: `look at what the alarm watches; ${another}`,
  'rollback-failed': `look at the service events and stopped tasks; ${another}`,
  'nothing-to-verify': 'use ecs-deploy with verify-url',
  superseded: 'look at the run that began the newer deployment, then run this step again if it is still needed',
  'scaled-to-zero': 'set the desired count of the service, then run this step again',
  timeout: `${follow}; give it a longer timeout`,
  cancelled: follow,
}

/** What to do after a deployment that was followed and did not pass. */
export function nextStep({ judgement, deployment }: Pick<Result, 'judgement' | 'deployment'>): string | undefined {
  return judgement.verdict === 'pass' || deployment === undefined ? undefined : steps[judgement.reason]
}
