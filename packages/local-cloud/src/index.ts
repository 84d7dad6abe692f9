export type { CloudClock } from './clock.ts'
export { startLocalCloud, type LocalCloud, type LocalCloudOptions } from './cloud.ts'
export type { CloudEvent, TimedEvent, Timeline } from './timeline.ts'
export type { World } from './world.ts'
