import type { CloudClock } from './clock.ts'
import type { Timeline } from './timeline.ts'

/** What every service of one local cloud works in. Each adds its own state, and the ports to others that it needs. */
export interface CloudContext {
  readonly accountId: string
  readonly region: string
  /** The assumed role that every caller is. */
  readonly roleArn: string
  /** `http://127.0.0.1:PORT`: API endpoint, registry and GitHub in one. */
  readonly url: string
  /** Where layers, task folders and git repositories are kept. */
  readonly dataDir: string
  readonly clock: CloudClock
  readonly timeline: Timeline
  /** Aborted when the cloud stops: everything that runs in the background ends with it. */
  readonly stopping: AbortSignal
}

/** What a service builds its state with. */
export interface Beginning extends CloudContext {
  /** Runs `hook` when the cloud stops, last registered first; `stop()` waits for it. */
  readonly onStop: (hook: () => void | Promise<void>) => void
}
