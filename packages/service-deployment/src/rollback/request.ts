/** Which service is to go back, and where to. */
export interface RollbackRequest {
  readonly cluster: string
  readonly service: string
  /** A service revision's ARN, or the task-definition ARN of one; empty: the last known good one. */
  readonly to: string
  /** Milliseconds. */
  readonly timeoutMs: number
  readonly pollMs: number
}
