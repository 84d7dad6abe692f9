import type { ServiceEvent } from './evidence.ts'

/** What every deployment does, and what therefore tells least. */
const routine: readonly RegExp[] = [
  /has (?:started|stopped) \d/,
  /registered \d+ targets/,
  /has begun draining|has reached a steady state|deployment completed/,
]

/**
 * The events that tell most, oldest first: of those that are alike (but for ids and numbers) the newest alone, with how
 * many there were, and what happens in every deployment only where there is room.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export function relevantEvents(events: readonly ServiceEvent[], limit: number): readonly ServiceEvent[] {
  const kinds = new Map<string, { readonly newest: ServiceEvent; readonly count: number }>()
  for (const event of events.toSorted((a, b) => b.at - a.at)) {
    const { newest = event, count = 0 } = kinds.get(kindOf(event)) ?? {}
    kinds.set(kindOf(event), { newest, count: count + 1 })
  }
  const shown = [...kinds.values()].map(({ newest, count }) =>
    count === 1 ? newest : { ...newest, message: `${newest.message} (the newest of ${count} like it)` },
  )
  const isRoutine = ({ message }: ServiceEvent): boolean => routine.some((words) => words.test(message))
  return [...shown.filter((event) => !isRoutine(event)), ...shown.filter(isRoutine)]
    .slice(0, limit)
    .toSorted((a, b) => a.at - b.at)
}

function kindOf({ message }: ServiceEvent): string {
  return message.replace(/[0-9a-f]{8,}|\d+/g, '#')
}
