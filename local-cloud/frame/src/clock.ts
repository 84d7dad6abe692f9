import { setTimeout as delay } from 'node:timers/promises'

/**
 * The only time in the local cloud. Speed shortens durations; every timestamp stays wall-clock,
 * because the AWS SDK takes a server's `Date` header for its own clock and signs by it.
 */
export interface CloudClock {
  /** How many seconds of the cloud pass in one second of the wall. */
  readonly speed: number
  /** Wall-clock time, for every timestamp on the wire. */
  now(): Date
  /** Wall milliseconds that a duration of `cloudMs` takes here. */
  wall(cloudMs: number): number
  /** Cloud milliseconds since a wall-clock moment. */
  since(moment: Date): number
  /** Waits `cloudMs` of the cloud's time, or until `signal` is aborted. Never rejects. */
  sleep(cloudMs: number, signal?: AbortSignal): Promise<void>
}

export function cloudClock(speed: number): CloudClock {
  const wall = (cloudMs: number): number => cloudMs / speed
  return {
    speed,
    now: () => new Date(),
    wall,
    since: (moment) => (Date.now() - moment.getTime()) * speed,
    async sleep(cloudMs, signal) {
      try {
        await delay(wall(cloudMs), undefined, { ref: false, ...(signal === undefined ? {} : { signal }) })
      } catch (error) {
        if (!signal?.aborted) throw error
      }
    },
  }
}
