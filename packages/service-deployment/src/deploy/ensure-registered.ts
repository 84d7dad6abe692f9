import type { Log } from '@slipway/outcome'
import type { EcsPort } from '@slipway/aws/ecs'
import type { Approach } from './approach.ts'

/** The ARN to run; registers it first where that is planned. */
export async function ensureRegistered(
  { definition }: Extract<Approach, { kind: 'start' }>,
  { ecs, log }: { readonly ecs: EcsPort; readonly log: Log },
): Promise<string> {
  log.info(definition.because)
  if (definition.kind === 'reuse') return definition.arn
  const arn = await ecs.registerTaskDefinition(definition.document)
  log.info(`registered ${arn}`)
  return arn
}
