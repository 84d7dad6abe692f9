import type { DeployReason, Result } from '@slipway/service-deployment/deploy/result'

const again = 'fix the release and deploy it again'

const steps: Readonly<Partial<Record<DeployReason, string>>> = {
  'circuit-breaker': again,
  'verification-failed': again,
  'rolled-back': again,
  alarm: `look at what the alarm watches, ${again}`,
  'rollback-failed':
    'look at the service events and stopped tasks, then deploy an image that ran before, or run ecs-rollback',
  stopped: 'run ecs-rollback, or deploy again',
  superseded: 'look at the run that began the newer deployment; this one needs nothing more',
  'scaled-to-zero': 'set the desired count of the service, then deploy again',
  'verification-inconclusive': 'see that this runner reaches verify-url, then deploy again',
  timeout: 'run this step again, which follows the deployment; give it a longer timeout',
  cancelled: 'run this step again to deploy',
}

/** What to do after a deployment that was followed and did not pass. */
export function nextStep({ judgement, deployment }: Pick<Result, 'judgement' | 'deployment'>): string | undefined {
  if (judgement.verdict === 'pass' || deployment === undefined) return undefined
  const halfWay = deployment.status === 'STOPPED' && judgement.reason !== 'superseded'
  return halfWay ? 'run ecs-rollback, because the service was left half-way, or deploy again' : steps[judgement.reason]
}
