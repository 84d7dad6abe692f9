import type { DeleteListenerCommandInput as Input } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import { listener } from '../find.ts'

/** Deletes the listener with its rules; its port is closed when the call returns. */
export const deleteListener: Operation = operation<Input, object>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteListener.html',
  accepts: ['ListenerArn'],
  returns: [],
  async run({ elb }, { ListenerArn }) {
    const { arn } = listener(elb, ListenerArn)
    elb.listeners.delete(arn)
    await elb.plane.close(arn)
    return {}
  },
})
