import type {
  ModifyTargetGroupAttributesCommandInput as Input,
  ModifyTargetGroupAttributesCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { setAttributes, showAttributes, targetGroupAttributes } from '../attributes.ts'
import { targetGroup } from '../find.ts'

export const modifyTargetGroupAttributes: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroupAttributes.html',
  accepts: ['TargetGroupArn', 'Attributes'],
  returns: ['Attributes[].Key', 'Attributes[].Value'],
  run({ elb }, { TargetGroupArn, Attributes = [] }) {
    const { attributes } = targetGroup(elb, TargetGroupArn)
    setAttributes(targetGroupAttributes, attributes, Attributes)
    return { Attributes: showAttributes(attributes) }
  },
})
