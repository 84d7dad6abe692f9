import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'

export interface Route {
  readonly listenerArn: string
  readonly ruleArn: string
}

export interface Balancer {
  readonly arn: string
  /** Two target groups that production alternates between. */
  readonly targetGroups: readonly [string, string]
  readonly production: Route
  readonly test: Route
}

/** A load balancer with a production and a test listener; both rules forward to both target groups from the start. */
export async function createBalancer(elb: ElasticLoadBalancingV2Client): Promise<Balancer> {
  const created = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'rehearsal', Subnets: ['subnet-a', 'subnet-b'] }),
  )
  const arn = known(created.LoadBalancers?.[0]?.LoadBalancerArn)
  const targetGroups = [await targetGroup(elb, 'blue'), await targetGroup(elb, 'green')] as const
  const production = await route(elb, arn, 80, targetGroups)
  const test = await route(elb, arn, 8080, targetGroups)
  return { arn, targetGroups, production, test }
}

async function targetGroup(elb: ElasticLoadBalancingV2Client, colour: string): Promise<string> {
  const { TargetGroups } = await elb.send(
    new CreateTargetGroupCommand({
      Name: `rehearsal-${colour}`,
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: 'vpc-rehearsal',
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 4,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
    }),
  )
  const TargetGroupArn = known(TargetGroups?.[0]?.TargetGroupArn)
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }]
  await elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }))
  return TargetGroupArn
}

async function route(
  elb: ElasticLoadBalancingV2Client,
  LoadBalancerArn: string,
  Port: number,
  [blue, green]: Balancer['targetGroups'],
): Promise<Route> {
  const nowhere = { Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }
  const { Listeners } = await elb.send(
    new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port, DefaultActions: [nowhere] }),
  )
  const ListenerArn = known(Listeners?.[0]?.ListenerArn)
  const TargetGroups = [
    { TargetGroupArn: blue, Weight: 1 },
    { TargetGroupArn: green, Weight: 0 },
  ]
  const { Rules } = await elb.send(
    new CreateRuleCommand({
      ListenerArn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
    }),
  )
  return { listenerArn: ListenerArn, ruleArn: known(Rules?.[0]?.RuleArn) }
}

function known(arn: string | undefined): string {
  if (arn === undefined) throw new Error('the local cloud made something without an ARN')
  return arn
}
