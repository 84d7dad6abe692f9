import type { Weights } from './deployment.ts'

/** A task as a step sees it. A task that has stopped is not listed any more. */
export interface SeenTask {
  readonly id: string
  /** ARN of its service revision. */
  readonly revision: string
  /** `running` is not yet healthy; `stopping` includes draining. */
  readonly phase: 'starting' | 'running' | 'healthy' | 'unhealthy' | 'stopping'
  /** With `unhealthy`: what failed, in ECS's words. */
  readonly because?: string
}

/** What happened to a task of a revision since the last step, in order. */
export interface Outcome {
  readonly revision: string
  readonly kind: 'healthy' | 'failed'
}

/** Everything a step may know of the world. */
export interface Observations {
  readonly desiredCount: number
  readonly tasks: readonly SeenTask[]
  readonly outcomes: readonly Outcome[]
  /** State of each named alarm that exists. */
  readonly alarms: Readonly<Record<string, 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'>>
  /** What is wrong with the listener rules, in ECS's words; undefined where nothing is. */
  readonly wiring?: string
  /** False while an earlier deployment of the service has not ended. */
  readonly predecessorEnded: boolean
  /** Target revision of the last SUCCESSFUL deployment. */
  readonly lastGood?: string
  /** Weights as the service's last deployment left them; empty after a rolling update. */
  readonly traffic: { readonly production: Weights; readonly test: Weights }
}

export function tasksOf(seen: Observations, revision: string): readonly SeenTask[] {
  return seen.tasks.filter((task) => task.revision === revision)
}

export function healthyCount(seen: Observations, revision: string): number {
  return tasksOf(seen, revision).filter(({ phase }) => phase === 'healthy').length
}

/** Other revisions that still have a task, in the order in which they are seen. */
export function otherRevisions(seen: Observations, revision: string): readonly string[] {
  return [...new Set(seen.tasks.map((task) => task.revision))].filter((other) => other !== revision)
}
