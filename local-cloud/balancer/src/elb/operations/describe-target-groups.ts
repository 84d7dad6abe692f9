import type {
  DescribeTargetGroupsCommandInput as Input,
  DescribeTargetGroupsCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ElbContext } from '../context.ts'
import { loadBalancer, targetGroup, usersOf } from '../find.ts'
import { page } from '../pages.ts'
import { showTargetGroup } from '../show.ts'
import type { TargetGroup } from '../state.ts'

export const describeTargetGroups: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html',
  accepts: ['LoadBalancerArn', 'TargetGroupArns', 'Names', 'Marker', 'PageSize'],
  returns: [
    'TargetGroups[].TargetGroupArn',
    'TargetGroups[].TargetGroupName',
    'TargetGroups[].Port',
    'TargetGroups[].Protocol',
    'TargetGroups[].TargetType',
    'TargetGroups[].HealthCheckPath',
    'TargetGroups[].Matcher.HttpCode',
  ],
  run(world, input) {
    const { items, next } = page(chosen(world, input), input)
    return { TargetGroups: items.map((group) => showTargetGroup(world.elb, group)), ...next }
  },
})

function chosen({ elb }: ElbContext, { LoadBalancerArn, TargetGroupArns: arns, Names: names }: Input): TargetGroup[] {
  const all = [...elb.targetGroups.values()]
  if (LoadBalancerArn !== undefined) {
    const { arn } = loadBalancer(elb, LoadBalancerArn)
    return all.filter((group) => usersOf(elb, group.arn).includes(arn))
  }
  if (arns !== undefined) return arns.map((arn) => targetGroup(elb, arn))
  if (names === undefined) return all
  return names.map((name) => {
    const found = all.find((group) => group.name === name)
    if (found === undefined) throw new AwsError('TargetGroupNotFound', `Target groups '[${name}]' not found`)
    return found
  })
}
