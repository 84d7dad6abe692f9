export type { CloudClock } from './clock.ts'
export type { CloudEvent, TimedEvent, Timeline } from './timeline.ts'
