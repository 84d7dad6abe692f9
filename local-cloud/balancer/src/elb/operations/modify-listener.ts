import type {
  ModifyListenerCommandInput as Input,
  ModifyListenerCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { recordWeights } from '../record-weights.ts'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { readAction } from '../action.ts'
import { refuseSharedTargetGroup } from '../association.ts'
import { defaultRule, listener } from '../find.ts'
import { showListener } from '../show.ts'

export const modifyListener: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html',
  accepts: ['ListenerArn', 'Port', 'Protocol', 'DefaultActions'],
  returns: ['Listeners[].ListenerArn', 'Listeners[].Port', 'Listeners[].DefaultActions[].Type'],
  run(world, { ListenerArn, Port, Protocol = 'HTTP', DefaultActions }) {
    if (Protocol !== 'HTTP') throw unsupportedHere(`there are no ${Protocol} listeners here`)
    const found = listener(world.elb, ListenerArn)
    if (DefaultActions !== undefined) {
      const action = readAction(world.elb, DefaultActions)
      refuseSharedTargetGroup(world.elb, found.loadBalancerArn, action)
      defaultRule(found).action = action
      recordWeights(world, defaultRule(found))
    }
    found.port = Port ?? found.port
    return { Listeners: [showListener(found)] }
  },
})
