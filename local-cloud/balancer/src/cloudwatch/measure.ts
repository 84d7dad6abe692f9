import type { Dimension } from '@aws-sdk/client-cloudwatch'
import type { ServedBy } from '../elb/served.ts'
import { metricDimension } from '../elb/arns.ts'
import type { AlarmContext } from './context.ts'
import { metrics } from './metrics.ts'
import type { AlarmDefinition } from './state.ts'

/** The datapoint of one period, between two moments in epoch milliseconds; undefined where there is none. */
export function measure(world: AlarmContext, alarm: AlarmDefinition, from: number, to: number): number | undefined {
  const metric = metrics[alarm.metricName]
  const by = servedBy(world, alarm.dimensions)
  if (metric === undefined || by === undefined) return undefined
  if (metric.kind === 'hosts') return metric.value(world.elb, by)
  return metric.value(world.elb.plane.served.between(from, to, by), alarm.statistic)
}

/** Whom the dimensions mean; undefined where nothing here has that name. */
function servedBy({ elb }: AlarmContext, dimensions: readonly Dimension[]): ServedBy | undefined {
  const named = (arns: Iterable<string>, value: string): string | undefined =>
    [...arns].find((arn) => metricDimension(arn) === value)
  const by: { loadBalancerArn?: string; targetGroupArn?: string } = {}
  for (const { Name, Value = '' } of dimensions) {
    const key = Name === 'TargetGroup' ? 'targetGroupArn' : 'loadBalancerArn'
    const arns = Name === 'TargetGroup' ? elb.targetGroups.keys() : elb.loadBalancers.keys()
    const arn = named(arns, Value)
    if (arn === undefined) return undefined
    by[key] = arn
  }
  return by
}
