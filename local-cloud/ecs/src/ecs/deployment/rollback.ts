import { enterStage, shiftsTo, trafficTo } from './blue-green.ts'
import type { Deployment, Rollback } from './deployment.ts'
import { end } from './ending.ts'
import { stay, type Move } from './move.ts'
import { healthyCount, otherRevisions, type Observations } from './observations.ts'
import { defaultThreshold, failureThreshold } from './plan.ts'
import { isSteady, replaceBy } from './rolling.ts'
import { drop, hold } from './scaling.ts'

/** Begins the second half: back to the last revision that was deployed successfully. */
export function beginRollback(deployment: Deployment, now: number, reason: string): Move {
  const to = deployment.lastGood
  if (to === undefined) {
    const failed = end(deployment, 'ROLLBACK_FAILED', now, 'No rollback candidate was found to run the rollback.')
    return stay({ ...failed, rollback: { reason, startedAt: now, failures: 0 } })
  }
  return {
    state: {
      ...deployment,
      status: 'ROLLBACK_IN_PROGRESS',
      statusReason: reason,
      rollback: { reason, startedAt: now, to, failures: 0 },
      updatedAt: now,
      stageSince: now,
      hooks: deployment.hooks.map((hook) => (hook.status === 'AWAITING_ACTION' ? { ...hook, status: 'FAILED' } : hook)),
    },
    effects: [{ kind: 'say', message: `rolling back to deployment ${to}.` }],
  }
}

/** One step of the second half. Production swings back first, then test traffic; then the target's tasks go. */
export function rollBack(deployment: Deployment, now: number, seen: Observations): Move {
  const { rollback } = deployment
  if (rollback?.to === undefined) return stay(end(deployment, 'ROLLBACK_FAILED', now))
  const counted = { ...deployment, rollback: { ...rollback, failures: failuresInARow(rollback, seen) } }
  const failed = rollbackFailure(counted, now, seen)
  if (failed !== undefined) return stay(end(counted, 'ROLLBACK_FAILED', now, failed))
  return deployment.plan.strategy === 'ROLLING'
    ? rollBackRolling(counted, rollback.to, now, seen)
    : rollBackBlueGreen(counted, rollback.to, now, seen)
}

function rollBackRolling(deployment: Deployment, to: string, now: number, seen: Observations): Move {
  const effects = replaceBy(deployment, to, seen)
  return isSteady(to, seen) ? rolledBack(deployment, now) : stay(deployment, effects)
}

function rollBackBlueGreen(deployment: Deployment, to: string, now: number, seen: Observations): Move {
  const kept = hold(seen, to, seen.desiredCount)
  const enough = Math.ceil((seen.desiredCount * Math.min(100, deployment.plan.minimumHealthyPercent)) / 100)
  if (healthyCount(seen, to) < enough) return stay(inStage(deployment, 'SCALE_UP', now), kept)
  const { routes } = deployment.plan
  const weights = { [to]: 100 }
  const shifts = shiftsTo(routes, deployment, weights)
  const [first] = shifts
  if (first?.kind === 'shift') {
    const stage = first.route === 'production' ? 'PRODUCTION_TRAFFIC_SHIFT' : 'TEST_TRAFFIC_SHIFT'
    const state = { ...inStage(deployment, stage, now), [first.route]: trafficTo(routes, weights)[first.route] }
    return stay(state, [...kept, first])
  }
  const others = otherRevisions(seen, to)
  const restored = others.length === 0 && healthyCount(seen, to) >= seen.desiredCount
  if (restored) return rolledBack(inStage(deployment, 'CLEAN_UP', now), now)
  const dropped = others.flatMap((revision) => drop(seen, revision))
  return stay(inStage(deployment, 'CLEAN_UP', now), [...kept, ...dropped])
}

/** No PAUSE hook waits during a rollback. */
function inStage(deployment: Deployment, stage: NonNullable<Deployment['stage']>, now: number): Deployment {
  if (deployment.stage === stage) return deployment
  return { ...enterStage(deployment, stage, now), hooks: deployment.hooks }
}

function rolledBack(deployment: Deployment, now: number): Move {
  return {
    state: end(deployment, 'ROLLBACK_SUCCESSFUL', now),
    effects: [{ kind: 'say', message: 'has reached a steady state.' }],
  }
}

function failuresInARow({ to, failures }: Rollback, seen: Observations): number {
  return seen.outcomes
    .filter(({ revision }) => revision === to)
    .reduce((count, { kind }) => (kind === 'failed' ? count + 1 : 0), failures)
}

/** The restored revision fails as well, or takes too long. */
function rollbackFailure({ plan, rollback }: Deployment, now: number, seen: Observations): string | undefined {
  if (now - (rollback?.startedAt ?? now) > plan.stageMaximumMs) return 'The rollback took longer than allowed.'
  const limit = failureThreshold(plan.breaker?.threshold ?? defaultThreshold, seen.desiredCount)
  return (rollback?.failures ?? 0) >= limit
    ? 'The rollback failed because tasks of the restored revision failed to start.'
    : undefined
}
