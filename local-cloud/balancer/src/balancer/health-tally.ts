/** How the health checks of one target went so far. */
export interface Tally {
  readonly state: 'initial' | 'healthy' | 'unhealthy'
  readonly passedInARow: number
  readonly failedInARow: number
}

export const freshTally: Tally = { state: 'initial', passedInARow: 0, failedInARow: 0 }

export interface Thresholds {
  readonly healthy: number
  readonly unhealthy: number
}

/**
 * One more health check. "After your target is registered, it must pass one health check to be considered healthy";
 * later it takes as many in a row as the thresholds say.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function tallied(tally: Tally, passed: boolean, { healthy, unhealthy }: Thresholds): Tally {
  const passedInARow = passed ? tally.passedInARow + 1 : 0
  const failedInARow = passed ? 0 : tally.failedInARow + 1
  const needed = tally.state === 'initial' ? 1 : healthy
  if (passed && passedInARow >= needed) return { state: 'healthy', passedInARow, failedInARow }
  if (!passed && failedInARow >= unhealthy) return { state: 'unhealthy', passedInARow, failedInARow }
  return { state: tally.state, passedInARow, failedInARow }
}
