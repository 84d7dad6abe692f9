import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { fromCapital, tagFault, withTags, type CapitalTag, type Tag } from '@slipway/local-cloud-frame/tags'
import type { AlarmContext } from './context.ts'
import type { Alarm } from './state.ts'

/** Tags to be added to an alarm that has these already, checked. */
export function readTags(given: readonly CapitalTag[] | undefined, held: readonly Tag[] = []): readonly Tag[] {
  const added = fromCapital(given)
  const fault = tagFault(added, held)
  if (fault !== undefined) throw new AwsError('ValidationException', `Tags are not valid: ${fault.reason}`)
  return withTags(held, added)
}

/** Only alarms have tags here. */
export function findTagged({ alarms: { alarms } }: AlarmContext, arn = ''): Alarm {
  const found = [...alarms.values()].find((alarm) => alarm.arn === arn)
  if (found === undefined) throw new AwsError('ResourceNotFoundException', `There is no resource ${arn}`, 404)
  return found
}
