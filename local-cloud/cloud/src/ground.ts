import type { World } from './world.ts'

/** What is known before the services have their state; each `create…State(ground)` is built on it. */
export interface Ground extends Pick<
  World,
  'accountId' | 'region' | 'roleArn' | 'url' | 'dataDir' | 'clock' | 'timeline' | 'stopping'
> {
  /** Runs `hook` when the cloud stops, last registered first; `stop()` waits for it. */
  onStop(hook: () => void | Promise<void>): void
  /** The assembled world; throws while it is still being assembled, so call it from inside a function. */
  world(): World
}
