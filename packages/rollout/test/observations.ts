import type { HookDetail, Observation, Plan, ServiceDeployment } from '@slipway/rollout'

export const now = 1_000_000

export const plan: Plan = {
  deadline: now + 60_000,
  pollMs: 5_000,
  pauses: 'verify',
  verifyMs: 30_000,
  onCancel: 'stop',
}

export function deployment(changes: Partial<ServiceDeployment> = {}): ServiceDeployment {
  const target = { arn: 'rev/2', requested: 2, running: 2, pending: 0 }
  return { arn: 'sd/1', status: 'IN_PROGRESS', sources: [], hooks: [], target, ...changes }
}

export function observation(changes: Partial<Observation> = {}, of: Partial<ServiceDeployment> = {}): Observation {
  return { deployment: deployment(of), handled: new Map(), stop: { kind: 'none' }, ...changes }
}

export function pause(changes: Partial<HookDetail> = {}): HookDetail {
  return { hookId: 'h1', targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK', ...changes }
}
