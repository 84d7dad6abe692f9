import type { Observation } from './plan.ts'

/** What ECS did not take of what this run asked for, to go at the end of a line; empty when it took everything. */
export function refusals({ handled, stop }: Pick<Observation, 'handled' | 'stop'>): string {
  const answers = [...handled].flatMap(([hookId, { answer, refused }]) =>
    refused === undefined ? [] : [`; hook ${hookId} did not take ${answer?.action ?? 'an answer'}: ${refused}`],
  )
  const stopped = stop.kind === 'refused' ? [`; StopServiceDeployment was refused: ${stop.message}`] : []
  return [...answers, ...stopped].join('')
}
