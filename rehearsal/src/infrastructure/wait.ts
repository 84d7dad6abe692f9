import type { TimedEvent, Timeline } from '@slipway/local-cloud'

/** A guard against what never comes. */
const patienceMs = 15 * 60_000

/** Resolves when the timeline has an event that `wanted` accepts, from `since` on; rejects when that takes too long. */
export async function untilEvent(
  timeline: Timeline,
  since: number,
  what: string,
  wanted: (event: TimedEvent) => boolean,
): Promise<TimedEvent> {
  const past = timeline.events.find((event) => event.at >= since && wanted(event))
  if (past !== undefined) return past
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => end(() => reject(new Error(`${what} did not happen within fifteen minutes`))),
      patienceMs,
    )
    const forget = timeline.subscribe((event) => {
      if (wanted(event)) end(() => resolve(event))
    })
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      forget()
      settle()
    }
  })
}

const ended = new Set(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'])

/** Waits for the service deployment that CreateService began. */
export async function firstDeployment(timeline: Timeline): Promise<void> {
  const event = await untilEvent(
    timeline,
    0,
    'the end of the first service deployment',
    (one) => one.kind === 'deployment' && ended.has(one.status),
  )
  if (event.kind === 'deployment' && event.status !== 'SUCCESSFUL') {
    throw new Error(`the first service deployment ended ${event.status}: ${event.reason ?? 'no reason given'}`)
  }
}
