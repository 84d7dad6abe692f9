/**
 * Speed shortens waits, but a real process on a real machine cannot answer faster than it can:
 * below these many wall milliseconds a fast clock would see failures that a slow one never sees.
 */
export const wallFloors = {
  healthCheckInterval: 100,
  healthCheckTimeout: 3_000,
  /** How long a new target may refuse connections before that counts: a process takes its time to start. */
  firstAnswer: 3_000,
  /** ALB's `idle_timeout.timeout_seconds`: no byte either way for so long. Its default is not shortened at all. */
  idleTimeout: 60_000,
} as const
