export { untilAborted, untilCancelled } from './abort.ts'
export { backoff, type BackoffOptions } from './backoff.ts'
export { systemClock, type Clock } from './clock.ts'
export { runLoop, type Loop } from './loop.ts'
