import type {
  DescribeTargetHealthCommandInput as Input,
  DescribeTargetHealthCommandOutput as Output,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { memberKey, type Member } from '../member.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { Target } from '../balancing.ts'
import { targetGroup } from '../find.ts'
import type { TargetGroup } from '../state.ts'
import { readTarget } from '../target.ts'

export const describeTargetHealth: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html',
  accepts: ['TargetGroupArn', 'Targets'],
  returns: ['TargetHealthDescriptions[].Target.Id', 'TargetHealthDescriptions[].TargetHealth.State'],
  run({ elb }, { TargetGroupArn, Targets }) {
    const group = targetGroup(elb, TargetGroupArn)
    const asked = Targets?.map((entry) => readTarget(group, entry))
    const targets = asked ?? [...group.members.values()].map(({ target }) => target)
    return { TargetHealthDescriptions: targets.map((target) => described(group, target)) }
  },
})

function described(group: TargetGroup, target: Target): TargetHealthDescription {
  const { healthCheck, members } = group
  const port = healthCheck.port === 'traffic-port' ? String(target.port) : healthCheck.port
  const Target = { Id: target.id, Port: target.port }
  const member = members.get(memberKey(target))
  if (member !== undefined) return { Target, HealthCheckPort: port, TargetHealth: shown(member) }
  const Description = 'Target is not registered to the target group'
  return { Target, TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered', Description } }
}

function shown({
  state: State,
  reason: Reason,
  description: Description,
}: Member): TargetHealthDescription['TargetHealth'] {
  return { State, ...(Reason === undefined ? {} : { Reason }), ...(Description === undefined ? {} : { Description }) }
}
