/**
 * Speed shortens what ECS waits for, but real processes start and end at their own pace: below these many wall
 * milliseconds a fast clock would see failures that a slow one never sees.
 */
export const wallFloors = {
  /** A new task's failed health checks do not count so long: a process takes its time to start. */
  firstHealthy: 3_000,
  /** So long may a container with a port mapping take until something listens at its port. */
  listening: 15_000,
  /** So long a task runs at least before it is healthy without any check: what crashes at its start has done so. */
  unchecked: 500,
  healthCheckInterval: 250,
  /** Once it is known how a container is: every check is a process, and all share this machine. */
  knownHealthCheckInterval: 2_000,
  healthCheckTimeout: 5_000,
  /** Between SIGTERM and SIGKILL: draining processes are not killed by speed. */
  stopTimeout: 10_000,
  /** A stopped task can be described so long: who asks lives on the wall's time. */
  stoppedTaskKept: 600_000,
  /** Between two starts of a task that keeps failing. */
  restart: 200,
} as const
