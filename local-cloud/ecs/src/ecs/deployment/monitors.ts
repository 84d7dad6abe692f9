import type { Deployment } from './deployment.ts'
import { isPaused } from './hooks.ts'
import type { Observations } from './observations.ts'
import { failureThreshold } from './plan.ts'
import type { Stage } from './stages.ts'

/** What makes a deployment fail, and whether it is then rolled back. */
export interface Failure {
  readonly reason: string
  readonly rollback: boolean
  /** The part after `deployment failed:` in the service event. */
  readonly event: string
}

/** Counts failed tasks of the target revision; one that becomes healthy may set the count back. */
export function countFailures(deployment: Deployment, seen: Observations, now: number): Deployment {
  const { breaker } = deployment.plan
  const mine = seen.outcomes.filter(({ revision }) => revision === deployment.plan.target)
  if (mine.length === 0) return deployment
  const failureCount = mine.reduce(
    (count, { kind }) => (kind === 'failed' ? count + 1 : breaker?.resetOnHealthyTask === false ? count : 0),
    deployment.breaker.failureCount,
  )
  return { ...deployment, breaker: { ...deployment.breaker, failureCount }, updatedAt: now }
}

/** Notes alarms that went off; one that was already in ALARM at the start has switched the monitor off. */
export function watchAlarms(deployment: Deployment, seen: Observations, now: number): Deployment {
  if (deployment.alarms.status !== 'MONITORING') return deployment
  const triggered = (deployment.plan.alarms?.names ?? []).filter((name) => seen.alarms[name] === 'ALARM')
  return triggered.length === 0
    ? deployment
    : { ...deployment, alarms: { status: 'TRIGGERED', triggered }, updatedAt: now }
}

/** The first monitor that has gone off, or a time that has run out. */
export function failureOf(deployment: Deployment, seen: Observations, now: number): Failure | undefined {
  return breakerFailure(deployment, seen) ?? alarmFailure(deployment) ?? timeFailure(deployment, now)
}

function breakerFailure({ plan, breaker }: Deployment, seen: Observations): Failure | undefined {
  if (plan.breaker === undefined) return undefined
  if (breaker.failureCount < failureThreshold(plan.breaker.threshold, seen.desiredCount)) return undefined
  const did = plan.breaker.rollback ? 'rolled back' : 'stopped'
  return {
    reason: `Service deployment ${did} because the circuit breaker threshold was exceeded.`,
    rollback: plan.breaker.rollback,
    event: 'tasks failed to start.',
  }
}

function alarmFailure({ plan, alarms }: Deployment): Failure | undefined {
  if (plan.alarms === undefined || alarms.status !== 'TRIGGERED') return undefined
  const did = plan.alarms.rollback ? 'rolled back' : 'stopped'
  return {
    reason: `Service deployment ${did} because of alarm(s) in ALARM state: ${alarms.triggered.join(', ')}.`,
    rollback: plan.alarms.rollback,
    event: 'alarm detected.',
  }
}

/** Stages that wait for tasks; the others wait for hooks or for the bake, which have times of their own. */
const working: readonly (Stage | undefined)[] = ['RECONCILE_SERVICE', 'SCALE_UP', 'CLEAN_UP']

function timeFailure(deployment: Deployment, now: number): Failure | undefined {
  const { plan, stage, stageSince, startedAt = now } = deployment
  const stuck = working.includes(stage) && !isPaused(deployment) && now - stageSince > plan.stageMaximumMs
  if (!stuck && now - startedAt <= plan.maximumMs) return undefined
  return {
    reason: `Service deployment rolled back because ${stuck ? stage : 'it'} took longer than allowed.`,
    rollback: true,
    event: 'deployment timed out.',
  }
}
