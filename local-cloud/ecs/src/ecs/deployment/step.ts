import { blueGreen, enterStage } from './blue-green.ts'
import type { Deployment, Weights } from './deployment.ts'
import { end } from './ending.ts'
import { expireHooks, hookFailure } from './hooks.ts'
import { countFailures, failureOf, watchAlarms, type Failure } from './monitors.ts'
import { stay, type Move } from './move.ts'
import { otherRevisions, type Observations } from './observations.ts'
import { beginRollback, rollBack } from './rollback.ts'
import { rolling } from './rolling.ts'

/**
 * Moves a service deployment by at most one stage: a pure function of what it is, the time, and what is seen.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html
 */
export function step(deployment: Deployment, now: number, seen: Observations): Move {
  switch (deployment.status) {
    case 'PENDING':
      return begin(deployment, now, seen)
    case 'STOP_REQUESTED':
      return stay(end(deployment, 'STOPPED', now))
    case 'ROLLBACK_REQUESTED':
      return beginRequestedRollback(deployment, now, seen)
    case 'ROLLBACK_IN_PROGRESS':
      return rollBack(deployment, now, seen)
    case 'IN_PROGRESS':
      return forward(deployment, now, seen)
    case 'SUCCESSFUL':
    case 'STOPPED':
    case 'ROLLBACK_SUCCESSFUL':
    case 'ROLLBACK_FAILED':
      return stay(deployment)
  }
}

/** PENDING -> IN_PROGRESS: what is active now is what the deployment replaces. */
function begin(deployment: Deployment, now: number, seen: Observations): Move {
  if (!seen.predecessorEnded || now - deployment.createdAt < deployment.plan.pendingMs) return stay(deployment)
  const started = withSources(ignoreAlarmsThatAreOn(deployment, seen), now, seen)
  const begun: Deployment = { ...started, status: 'IN_PROGRESS', startedAt: now, updatedAt: now }
  if (deployment.plan.strategy === 'ROLLING') return stay(begun)
  return stay(enterStage(begun, needsReconciling(begun) ? 'RECONCILE_SERVICE' : 'PRE_SCALE_UP', now))
}

function withSources(deployment: Deployment, now: number, seen: Observations): Deployment {
  const withTraffic = Object.keys(seen.traffic.production)
  const active = [...new Set([...otherRevisions(seen, deployment.plan.target), ...withTraffic])]
  const serving = seen.lastGood ?? active[0]
  const sources = serving === undefined ? [] : [serving, ...active.filter((revision) => revision !== serving)]
  const { production, test } = trafficAtStart(deployment, serving, seen)
  const { lastGood } = seen
  return { ...deployment, sources, production, test, stageSince: now, ...(lastGood === undefined ? {} : { lastGood }) }
}

/** Nothing recorded means that the rules have not been touched yet: the serving revision has it all. */
function trafficAtStart(
  { plan }: Deployment,
  serving: string | undefined,
  { traffic }: Observations,
): Pick<Deployment, 'production' | 'test'> {
  if (plan.strategy === 'ROLLING') return { production: {}, test: {} }
  const assumed: Weights = serving === undefined ? {} : { [serving]: 100 }
  const known = (weights: Weights): Weights => (Object.keys(weights).length === 0 ? assumed : weights)
  return {
    production: plan.routes.production ? known(traffic.production) : {},
    test: plan.routes.test ? known(traffic.test) : {},
  }
}

/** RECONCILE_SERVICE "only happens when you start a new service deployment with more than 1 service revision in an ACTIVE state". */
function needsReconciling({ sources }: Deployment): boolean {
  return sources.length > 1
}

/** ECS does not use alarms for a deployment that starts while one of them is in ALARM. */
function ignoreAlarmsThatAreOn(deployment: Deployment, seen: Observations): Deployment {
  const on = deployment.plan.alarms?.names.some((name) => seen.alarms[name] === 'ALARM') ?? false
  return on ? { ...deployment, alarms: { status: 'DISABLED', triggered: [] } } : deployment
}

/** IN_PROGRESS: first what may fail it, then its strategy's own step. */
function forward(deployment: Deployment, now: number, seen: Observations): Move {
  const watched = watch(deployment, now, seen)
  const failure = watched.stage === 'CLEAN_UP' ? undefined : failureOf(watched, seen, now)
  if (failure !== undefined) return fail(watched, now, failure)
  const refused = hookFailure(watched) ?? wiringFailure(watched, seen)
  if (refused !== undefined) return beginRollback(watched, now, refused)
  return watched.plan.strategy === 'ROLLING' ? rolling(watched, now, seen) : blueGreen(watched, now, seen)
}

function watch(deployment: Deployment, now: number, seen: Observations): Deployment {
  return watchAlarms(countFailures(expireHooks(deployment, now), seen, now), seen, now)
}

/** Listener rules are checked once, before anything is started. */
function wiringFailure({ stage, plan }: Deployment, { wiring }: Observations): string | undefined {
  if (stage !== 'PRE_SCALE_UP' || !plan.routes.production || wiring === undefined) return undefined
  return `Service deployment rolled back because of invalid networking configuration. ${wiring}`
}

function fail(deployment: Deployment, now: number, failure: Failure): Move {
  const tripped: Deployment = failure.event.startsWith('tasks')
    ? { ...deployment, breaker: { ...deployment.breaker, status: 'TRIGGERED' } }
    : deployment
  const said = {
    kind: 'say',
    message: `(deployment ${deployment.plan.target}) deployment failed: ${failure.event}`,
  } as const
  if (!failure.rollback) return stay(end(tripped, 'STOPPED', now, failure.reason), [said])
  const { state, effects } = beginRollback(tripped, now, failure.reason)
  return stay(state, [said, ...effects])
}

/** StopServiceDeployment: a deployment that had not started yet finds out now where to go back to. */
function beginRequestedRollback(deployment: Deployment, now: number, seen: Observations): Move {
  if (!seen.predecessorEnded) return stay(deployment)
  const known =
    deployment.startedAt === undefined ? { ...withSources(deployment, now, seen), startedAt: now } : deployment
  return beginRollback(known, now, deployment.statusReason ?? 'Service deployment rolled back by request.')
}
