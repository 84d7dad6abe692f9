import type { DeleteAlarmsCommandInput as Input } from '@aws-sdk/client-cloudwatch'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'

/** Deletes all of the named alarms, or none where one of them does not exist. */
export const deleteAlarms: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html',
  accepts: ['AlarmNames'],
  returns: [],
  run({ alarms: { alarms } }, { AlarmNames: names = [] }) {
    const unknown = names.filter((name) => !alarms.has(name))
    if (unknown.length > 0) throw new AwsError('ResourceNotFound', `Alarms [${unknown.join(', ')}] do not exist`, 404)
    for (const name of names) {
      alarms.get(name)?.over.abort()
      alarms.delete(name)
    }
    return {}
  },
})
