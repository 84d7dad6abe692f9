import type { CloudClock } from './clock.ts'

/** Wall milliseconds of `seconds` on the cloud's clock; not below the floor, unless they are fewer than it themselves. */
export function wallMs(clock: CloudClock, seconds: number, floor: number): number {
  return Math.max(clock.wall(seconds * 1000), Math.min(seconds * 1000, floor))
}
