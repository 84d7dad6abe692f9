import type {
  ModifyLoadBalancerAttributesCommandInput as Input,
  ModifyLoadBalancerAttributesCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { setAttributes, showAttributes, loadBalancerAttributes } from '../attributes.ts'
import { loadBalancer } from '../find.ts'

export const modifyLoadBalancerAttributes: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyLoadBalancerAttributes.html',
  accepts: ['LoadBalancerArn', 'Attributes'],
  returns: ['Attributes[].Key', 'Attributes[].Value'],
  run({ elb }, { LoadBalancerArn, Attributes = [] }) {
    const { attributes } = loadBalancer(elb, LoadBalancerArn)
    setAttributes(loadBalancerAttributes, attributes, Attributes)
    return { Attributes: showAttributes(attributes) }
  },
})
