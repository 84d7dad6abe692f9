import type { Plan } from './plan.ts'
import type { Stage } from './stages.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html */
export type Status =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'STOP_REQUESTED'
  | 'STOPPED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'
  | 'SUCCESSFUL'

export type MonitorStatus = 'DISABLED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'TRIGGERED'

/** Percent of a route's traffic by service revision ARN; empty, or 100 in all. */
export type Weights = Readonly<Record<string, number>>

/** One PAUSE hook that was reached. */
export interface Hook {
  readonly id: string
  readonly stage: Stage
  readonly status: 'AWAITING_ACTION' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  readonly expiresAt: number
  readonly onTimeout: 'CONTINUE' | 'ROLLBACK'
}

/** One service deployment as it stands. Times are epoch milliseconds. */
export interface Deployment {
  readonly plan: Plan
  readonly status: Status
  readonly statusReason?: string
  /** Undefined for ROLLING, which has no stages, and before the start. */
  readonly stage?: Stage
  readonly stageSince: number
  readonly createdAt: number
  readonly startedAt?: number
  readonly updatedAt: number
  readonly finishedAt?: number
  /** When a user stopped it, or it failed without a rollback. */
  readonly stoppedAt?: number
  /** Revisions that were active at the start, the one that serves first. */
  readonly sources: readonly string[]
  /** The revision of the last SUCCESSFUL deployment at the start: where a rollback goes. */
  readonly lastGood?: string
  readonly production: Weights
  readonly test: Weights
  readonly hooks: readonly Hook[]
  readonly breaker: { readonly status: MonitorStatus; readonly failureCount: number }
  readonly alarms: { readonly status: MonitorStatus; readonly triggered: readonly string[] }
  readonly rollback?: Rollback
  /** ROLLING: since when only the wanted revision runs, and is healthy. */
  readonly steadySince?: number
}

/** The second half of a deployment that failed. */
export interface Rollback {
  readonly reason: string
  readonly startedAt: number
  /** The revision that is restored; undefined where there is none. */
  readonly to?: string
  /** Tasks of the restored revision that failed in a row. */
  readonly failures: number
}

const terminal: readonly Status[] = ['STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED', 'SUCCESSFUL']

export function isTerminal({ status }: Pick<Deployment, 'status'>): boolean {
  return terminal.includes(status)
}

/** A new deployment, PENDING. */
export function createDeployment(plan: Plan, now: number): Deployment {
  return {
    plan,
    status: 'PENDING',
    stageSince: now,
    createdAt: now,
    updatedAt: now,
    sources: [],
    production: {},
    test: {},
    hooks: [],
    breaker: { status: plan.breaker === undefined ? 'DISABLED' : 'MONITORING', failureCount: 0 },
    alarms: { status: plan.alarms === undefined ? 'DISABLED' : 'MONITORING', triggered: [] },
  }
}
