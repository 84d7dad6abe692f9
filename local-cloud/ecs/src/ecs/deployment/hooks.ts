import type { Deployment, Hook } from './deployment.ts'
import type { Stage } from './stages.ts'

/** The PAUSE hooks that wait once `stage` is reached; each gets an id of its own. */
export function hooksAt({ plan, hooks }: Deployment, stage: Stage, now: number): readonly Hook[] {
  return plan.hooks
    .filter((hook) => hook.stages.includes(stage))
    .map((hook, index) => ({
      id: `ecs-pause-${plan.id}_${hooks.length + index + 1}`,
      stage,
      status: 'AWAITING_ACTION',
      expiresAt: now + hook.timeoutMs,
      onTimeout: hook.onTimeout,
    }))
}

/** Hooks whose time has run out become TIMED_OUT. */
export function expireHooks(deployment: Deployment, now: number): Deployment {
  const expired = (hook: Hook): boolean => hook.status === 'AWAITING_ACTION' && now >= hook.expiresAt
  if (!deployment.hooks.some(expired)) return deployment
  const hooks = deployment.hooks.map((hook): Hook => (expired(hook) ? { ...hook, status: 'TIMED_OUT' } : hook))
  return { ...deployment, hooks, updatedAt: now }
}

/** Why the hooks of the current stage ask for a rollback: any that failed, or timed out without CONTINUE, wins. */
export function hookFailure({ hooks, stage }: Deployment): string | undefined {
  const here = hooks.filter((hook) => hook.stage === stage)
  if (here.some(({ status, onTimeout }) => status === 'TIMED_OUT' && onTimeout === 'ROLLBACK')) {
    return `Service deployment rolled back because ${stage} pause hook timed out.`
  }
  const refused = here.find(({ status }) => status === 'FAILED')
  if (refused === undefined) return undefined
  return `Service deployment rolled back because ${stage} lifecycle hook(s) failed. ROLLBACK was requested for hook ${refused.id}.`
}

export function isPaused({ hooks }: Deployment): boolean {
  return hooks.some(({ status }) => status === 'AWAITING_ACTION')
}
