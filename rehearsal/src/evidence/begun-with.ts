import { failed, type Sample } from '../load/sample.ts'
import type { Events } from './timeline-facts.ts'

/** How many of the newest answers say how production was when a scenario began. */
const newest = 20

const ended = new Set(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_SUCCESSFUL', 'ROLLBACK_FAILED'])

/** What was not as every scenario has to find it: a service that is at rest, and answers. */
export function begunWith(events: Events, samples: readonly Sample[], from: number): readonly string[] {
  const statuses = new Map<string, string>()
  for (const event of events) {
    if (event.kind === 'deployment' && event.at < from) statuses.set(event.serviceDeploymentArn, event.status)
  }
  const underWay = [...statuses.values()].some((status) => !ended.has(status))
  const last = samples.filter(({ at, ms }) => at + ms < from).toSorted((one, other) => one.at - other.at)
  return [
    ...(underWay ? ['a service deployment was still under way'] : []),
    ...(last.slice(-newest).some(failed) ? ['requests failed already'] : []),
  ]
}
