import { isTerminal, type Deployment } from './deployment.ts'
import type { Hook } from './deployment.ts'

/** A request that changes a deployment, or why ECS refuses it. */
export type Requested = { readonly state: Deployment } | { readonly refused: string }

/**
 * StopServiceDeployment with ROLLBACK: from PENDING and IN_PROGRESS a rollback is requested; what is already
 * stopping or rolling back goes on. A deployment "stops" when a user stops it (`stoppedAt` of
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html).
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html
 */
export function requestRollback(deployment: Deployment, now: number): Requested {
  if (isTerminal(deployment)) {
    return { refused: 'Stopping a service deployment is not allowed for service deployment in terminal states.' }
  }
  if (deployment.status !== 'PENDING' && deployment.status !== 'IN_PROGRESS') return { state: deployment }
  const statusReason = 'Service deployment rolled back because StopServiceDeployment was called.'
  return { state: { ...deployment, status: 'ROLLBACK_REQUESTED', statusReason, stoppedAt: now, updatedAt: now } }
}

/**
 * ContinueServiceDeployment: legal only while the hook awaits an action and the deployment is in progress.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 */
export function resolveHook(
  deployment: Deployment,
  hookId: string,
  action: 'CONTINUE' | 'ROLLBACK',
  now: number,
): Requested {
  if (!/^ecs-[a-z]+-.+$/.test(hookId)) {
    return { refused: 'Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}' }
  }
  if (isTerminal(deployment)) {
    return { refused: 'Continuing a service deployment is not allowed for service deployment in terminal states.' }
  }
  const waiting = deployment.hooks.find(({ id, status }) => id === hookId && status === 'AWAITING_ACTION')
  if (deployment.status !== 'IN_PROGRESS' || waiting === undefined || now >= waiting.expiresAt) {
    return {
      refused: 'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN',
    }
  }
  const status: Hook['status'] = action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED'
  const hooks = deployment.hooks.map((hook): Hook => (hook === waiting ? { ...hook, status } : hook))
  return { state: { ...deployment, hooks, updatedAt: now } }
}

/**
 * A newer deployment of the service replaces this one, unless this one is already cleaning up or rolling back:
 * then the newer one waits. (AWS does not document the middle of a blue/green deployment.)
 */
export function supersede(deployment: Deployment, now: number): Deployment {
  if (deployment.status !== 'PENDING' && deployment.status !== 'IN_PROGRESS') return deployment
  if (deployment.stage === 'CLEAN_UP') return deployment
  const statusReason = 'Service deployment stopped because a newer service deployment was started.'
  return { ...deployment, status: 'STOP_REQUESTED', statusReason, updatedAt: now }
}
