import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { tagFault, withTags, type Tag } from '@slipway/local-cloud-frame/tags'
import type { LogContext } from './context.ts'
import { groupArn } from './find.ts'
import type { LogGroup } from './state.ts'

/** Tags to be added to a log group that has these already, checked. */
export function readTags(given: Readonly<Record<string, string>> = {}, held: readonly Tag[] = []): readonly Tag[] {
  const added = Object.entries(given).map(([key, value]) => ({ key, value }))
  const fault = tagFault(added, held)
  if (fault === undefined) return withTags(held, added)
  const code = fault.kind === 'too-many' ? 'TooManyTagsException' : 'InvalidParameterException'
  throw new AwsError(code, `Tags are not valid: ${fault.reason}`)
}

/** By ARN, with the `:*` at its end that older clients send, or without. */
export function findTagged(world: LogContext, arn = ''): LogGroup {
  const plain = arn.replace(/:\*$/, '')
  const found = [...world.logs.groups.values()].find(({ name }) => groupArn(world, name) === plain)
  if (found === undefined)
    throw new AwsError('ResourceNotFoundException', `The specified resource does not exist: ${arn}`)
  return found
}
