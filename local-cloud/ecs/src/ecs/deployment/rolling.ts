import type { Deployment } from './deployment.ts'
import type { Effect } from './effects.ts'
import { end } from './ending.ts'
import { stay, type Move } from './move.ts'
import { healthyCount, type Observations, type SeenTask } from './observations.ts'
import { isAlive, replaceUnhealthy, scaleIn, worstFirst } from './scaling.ts'

/**
 * One step of a rolling update: starts tasks of the target up to maximumPercent, stops others down to
 * minimumHealthyPercent, and is done when only the target runs, is healthy and has baked.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function rolling(deployment: Deployment, now: number, seen: Observations): Move {
  const { target, bakeMs } = deployment.plan
  const effects = replaceBy(deployment, target, seen)
  if (!isSteady(target, seen)) {
    const { steadySince: _, ...unsteady } = deployment
    return stay(unsteady, effects)
  }
  const steadySince = deployment.steadySince ?? now
  const state = { ...deployment, steadySince }
  if (now - steadySince < bakeMs) return stay(state, effects)
  return {
    state: end(state, 'SUCCESSFUL', now),
    effects: [
      { kind: 'say', message: `(deployment ${target}) deployment completed.` },
      { kind: 'say', message: 'has reached a steady state.' },
    ],
  }
}

/** Only `revision` runs, healthy and in the number that is wanted. */
export function isSteady(revision: string, seen: Observations): boolean {
  return healthyCount(seen, revision) >= seen.desiredCount && seen.tasks.every((task) => task.revision === revision)
}

/** Brings the service to `revision`, within the limits of the deployment configuration. */
export function replaceBy({ plan }: Deployment, revision: string, seen: Observations): readonly Effect[] {
  const desired = seen.desiredCount
  const ceiling = Math.max(Math.floor((desired * plan.maximumPercent) / 100), desired === 0 ? 0 : 1)
  const floor = Math.ceil((desired * plan.minimumHealthyPercent) / 100)
  const alive = seen.tasks.filter(isAlive)
  const mine = alive.filter((task) => task.revision === revision)
  // A task that drains still counts against the ceiling: it still runs.
  const running = alive.length + seen.tasks.filter(({ phase }) => phase === 'stopping').length
  const count = Math.max(0, Math.min(desired - mine.length, ceiling - running))
  return [
    ...replaceUnhealthy(seen.tasks),
    ...(count > 0 ? [{ kind: 'start', revision, count } as const] : []),
    ...surplus(alive, revision, desired, floor).map((task) => scaleIn(task)),
  ]
}

/** Others that may go: those that serve nothing, and as many healthy ones as the floor allows. */
function surplus(alive: readonly SeenTask[], revision: string, desired: number, floor: number): readonly SeenTask[] {
  const others = alive.filter((task) => task.revision !== revision)
  const idle = others.filter(({ phase }) => phase !== 'healthy')
  const healthy = alive.filter(({ phase }) => phase === 'healthy').length
  const spare = others.filter(({ phase }) => phase === 'healthy').slice(0, Math.max(0, healthy - floor))
  const mine = alive.filter((task) => task.revision === revision)
  const tooMany = worstFirst(mine).slice(0, Math.max(0, mine.length - desired))
  return [...idle, ...spare, ...tooMany]
}
