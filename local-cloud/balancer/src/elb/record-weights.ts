import { listener } from './find.ts'
import type { ElbModel, Rule } from './state.ts'
import type { CloudContext } from '@slipway/local-cloud-frame/context'

/** Writes down the weights that a forwarding rule has from now on; a default rule goes by its listener's ARN. */
export function recordWeights(world: Pick<CloudContext, 'timeline'> & { readonly elb: ElbModel }, rule: Rule): void {
  const { arn, listenerArn, priority, action } = rule
  if (action.type !== 'forward') return
  const weights = [...action.weights].map(([targetGroupArn, weight]) => ({ targetGroupArn, weight }))
  const owner = listener(world.elb, listenerArn)
  world.timeline.record({ kind: 'weights', ruleArn: priority === 'default' ? owner.arn : arn, listenerArn, weights })
}
