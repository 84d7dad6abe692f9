import type {
  CreateListenerCommandInput as Input,
  CreateListenerCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { recordWeights } from '../record-weights.ts'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { readAction } from '../action.ts'
import { listenerArn, ruleArn } from '../arns.ts'
import { refuseSharedTargetGroup } from '../association.ts'
import { defaultRule, loadBalancer } from '../find.ts'
import { showListener } from '../show.ts'
import type { Listener } from '../state.ts'
import { readTags } from '../tags.ts'

/** Makes a listener, with its default rule, and opens its data plane: it serves when the call returns. */
export const createListener: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
  accepts: ['LoadBalancerArn', 'Protocol', 'Port', 'DefaultActions', 'Tags'],
  returns: [
    'Listeners[].ListenerArn',
    'Listeners[].LoadBalancerArn',
    'Listeners[].Port',
    'Listeners[].Protocol',
    'Listeners[].DefaultActions[].Type',
  ],
  async run(world, { LoadBalancerArn, Protocol = 'HTTP', Port: port, DefaultActions, Tags }) {
    const { elb } = world
    const { arn: loadBalancerArn } = loadBalancer(elb, LoadBalancerArn)
    if (Protocol !== 'HTTP') throw unsupportedHere(`there are no ${Protocol} listeners here`)
    if (port === undefined) throw new AwsError('ValidationError', 'A listener port must be specified')
    if ([...elb.listeners.values()].some((entry) => entry.loadBalancerArn === loadBalancerArn && entry.port === port)) {
      throw new AwsError('DuplicateListener', `A listener already exists on port ${port} for this load balancer`)
    }
    const action = readAction(elb, DefaultActions)
    refuseSharedTargetGroup(elb, loadBalancerArn, action)
    const tags = readTags(Tags)
    const arn = listenerArn(loadBalancerArn)
    const rules = [{ arn: ruleArn(arn), listenerArn: arn, priority: 'default' as const, conditions: [], action }]
    const listener: Listener = { arn, loadBalancerArn, port, rules }
    elb.listeners.set(arn, listener)
    elb.tags.set(arn, tags)
    try {
      await elb.plane.open(listener)
    } catch (error) {
      elb.listeners.delete(arn)
      elb.tags.delete(arn)
      throw error
    }
    recordWeights(world, defaultRule(listener))
    return { Listeners: [showListener(listener)] }
  },
})
