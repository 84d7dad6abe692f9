import type {
  CreateTargetGroupCommandInput as Input,
  CreateTargetGroupCommandOutput as Output,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { targetGroupArn } from '../arns.ts'
import { targetGroupAttributes } from '../attributes.ts'
import { defaultHealthCheck, healthCheckMembers, readHealthCheck } from '../health-check.ts'
import { showTargetGroup } from '../show.ts'
import type { TargetGroup } from '../state.ts'
import { readTags } from '../tags.ts'

export const createTargetGroup: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
  accepts: [
    'Name',
    'Protocol',
    'ProtocolVersion',
    'Port',
    'VpcId',
    'TargetType',
    'IpAddressType',
    'Tags',
    ...healthCheckMembers,
  ],
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
    refuseUnsupported(input)
    const { Name: name = '', Port: port, VpcId: vpcId = 'vpc-local' } = input
    if (port === undefined) throw new AwsError('ValidationError', 'A port must be specified')
    if ([...world.elb.targetGroups.values()].some((entry) => entry.name === name)) {
      throw new AwsError('DuplicateTargetGroupName', `A target group with the same name '${name}' exists`)
    }
    const tags = readTags(input.Tags)
    const group: TargetGroup = {
      arn: targetGroupArn(world, name),
      name,
      port,
      vpcId,
      targetType: input.TargetType === 'ip' ? 'ip' : 'instance',
      attributes: new Map(targetGroupAttributes.standing),
      members: new Map(),
      healthCheck: readHealthCheck(defaultHealthCheck, input),
    }
    world.elb.targetGroups.set(group.arn, group)
    world.elb.tags.set(group.arn, tags)
    return { TargetGroups: [showTargetGroup(world.elb, group)] }
  },
})

function refuseUnsupported({ Protocol, ProtocolVersion, TargetType, IpAddressType }: Input): void {
  const refuse = (what: string): never => {
    throw unsupportedHere(`there are no target groups of ${what} here`)
  }
  if ((Protocol ?? 'HTTP') !== 'HTTP') refuse(`protocol ${Protocol}`)
  if ((ProtocolVersion ?? 'HTTP1') !== 'HTTP1') refuse(`protocol version ${ProtocolVersion}`)
  if (!['ip', 'instance'].includes(TargetType ?? 'instance')) refuse(`target type ${TargetType}`)
  if ((IpAddressType ?? 'ipv4') !== 'ipv4') refuse(`address type ${IpAddressType}`)
}
