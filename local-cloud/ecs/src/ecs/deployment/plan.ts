import type { Stage } from './stages.ts'

/**
 * What a service deployment was asked to do; fixed when it is created. Every duration is in the unit of the `now`
 * that steps are given (wall milliseconds, already shortened by the cloud's speed).
 */
export interface Plan {
  /** Last part of the service deployment's ARN; hook ids are derived from it. */
  readonly id: string
  readonly strategy: 'ROLLING' | 'BLUE_GREEN'
  /** ARN of the service revision to deploy. */
  readonly target: string
  readonly minimumHealthyPercent: number
  readonly maximumPercent: number
  /** How long it stays PENDING. */
  readonly pendingMs: number
  readonly bakeMs: number
  /** A stage that takes longer fails the deployment (24 hours on AWS). */
  readonly stageMaximumMs: number
  /** A deployment that takes longer fails (30 days on AWS). */
  readonly maximumMs: number
  readonly hooks: readonly PauseHook[]
  /** Absent where the circuit breaker is off. */
  readonly breaker?: Breaker
  /** Absent where alarms are off. */
  readonly alarms?: { readonly names: readonly string[]; readonly rollback: boolean }
  /** What carries weights; both false without a load balancer. */
  readonly routes: { readonly production: boolean; readonly test: boolean }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
export interface PauseHook {
  readonly stages: readonly Stage[]
  readonly timeoutMs: number
  readonly onTimeout: 'CONTINUE' | 'ROLLBACK'
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
export interface Breaker {
  readonly rollback: boolean
  /** A task that becomes healthy sets the failure count back to 0. */
  readonly resetOnHealthyTask: boolean
  readonly threshold: ThresholdRule
}

export interface ThresholdRule {
  readonly type: 'COUNT' | 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT'
  readonly value: number
}

/** Failures that are one too many: a share of the desired count, clamped to 3..200 where bounded; COUNT is taken literally. */
export function failureThreshold(rule: ThresholdRule, desiredCount: number): number {
  const share = Math.ceil((rule.value / 100) * desiredCount)
  switch (rule.type) {
    case 'COUNT':
      return rule.value
    case 'UNBOUNDED_PERCENT':
      return Math.max(1, share)
    case 'BOUNDED_PERCENT':
      return Math.min(200, Math.max(3, share))
  }
}

/** What ECS takes where nothing is configured. */
export const defaultThreshold: ThresholdRule = { type: 'BOUNDED_PERCENT', value: 50 }
