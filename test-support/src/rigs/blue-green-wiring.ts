import type { CreateServiceCommandInput } from '@aws-sdk/client-ecs'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeRulesCommand,
  type ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '@slipway/local-cloud'

export interface Wiring {
  readonly productionUrl: string
  readonly testUrl: string
  readonly blueGroup: string
  readonly greenGroup: string
  readonly productionRule: string
  readonly testRule: string
  readonly loadBalancers: NonNullable<CreateServiceCommandInput['loadBalancers']>
}

/** Two target groups, and a production and a test listener whose rules forward to both. */
export async function wire(elb: ElasticLoadBalancingV2Client, cloud: LocalCloud): Promise<Wiring> {
  const created = await elb.send(new CreateLoadBalancerCommand({ Name: 'front', Subnets: ['subnet-a', 'subnet-b'] }))
  const balancer = created.LoadBalancers?.[0]?.LoadBalancerArn
  const blueGroup = await targetGroup(elb, 'blue')
  const greenGroup = await targetGroup(elb, 'green')
  const production = await listener(elb, balancer, 80, blueGroup, greenGroup)
  const test = await listener(elb, balancer, 9000, blueGroup, greenGroup)
  return {
    productionUrl: cloud.listenerUrl(production.listener),
    testUrl: cloud.listenerUrl(test.listener),
    blueGroup,
    greenGroup,
    productionRule: production.rule,
    testRule: test.rule,
    loadBalancers: [
      {
        targetGroupArn: blueGroup,
        containerName: 'app',
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn: greenGroup,
          productionListenerRule: production.rule,
          testListenerRule: test.rule,
          roleArn: 'arn:aws:iam::123456789012:role/ecs-infrastructure',
        },
      },
    ],
  }
}

async function targetGroup(elb: ElasticLoadBalancingV2Client, name: string): Promise<string> {
  const made = await elb.send(
    new CreateTargetGroupCommand({
      Name: name,
      Port: 8080,
      Protocol: 'HTTP',
      VpcId: 'vpc-1',
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 2,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
    }),
  )
  const arn = made.TargetGroups?.[0]?.TargetGroupArn ?? ''
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }]
  await elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: arn, Attributes }))
  return arn
}

async function listener(
  elb: ElasticLoadBalancingV2Client,
  LoadBalancerArn: string | undefined,
  Port: number,
  blue: string,
  green: string,
): Promise<{ listener: string; rule: string }> {
  const forward = {
    Type: 'forward' as const,
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: blue, Weight: 1 },
        { TargetGroupArn: green, Weight: 0 },
      ],
    },
  }
  const made = await elb.send(
    new CreateListenerCommand({ LoadBalancerArn, Port, Protocol: 'HTTP', DefaultActions: [forward] }),
  )
  const arn = made.Listeners?.[0]?.ListenerArn ?? ''
  await elb.send(
    new CreateRuleCommand({
      ListenerArn: arn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
      Actions: [forward],
    }),
  )
  const { Rules = [] } = await elb.send(new DescribeRulesCommand({ ListenerArn: arn }))
  return { listener: arn, rule: Rules.find(({ IsDefault }) => IsDefault !== true)?.RuleArn ?? '' }
}
