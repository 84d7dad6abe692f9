import { randomUUID } from 'node:crypto'
import type { ServiceRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** Adds `(service NAME) MESSAGE`, revisions shown as `ecs-svc/…`; the newest 100 are kept. */
export function say(world: EcsContext, service: ServiceRecord, message: string): void {
  const text = `(service ${service.name}) ${withLegacyIds(service, message)}`
  service.events.unshift({ id: randomUUID(), createdAt: world.clock.now(), message: text })
  if (service.events.length > 100) service.events.length = 100
}

export function withLegacyIds(service: ServiceRecord, text: string): string {
  return service.revisions.reduce((shown, { arn, legacyId }) => shown.replaceAll(arn, legacyId), text)
}
