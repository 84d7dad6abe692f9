import type * as Api from '@aws-sdk/client-elastic-load-balancing-v2'
import { showAction } from './action.ts'
import { showCondition } from './condition.ts'
import { defaultRule, usersOf } from './find.ts'
import type { ElbModel, Listener, LoadBalancer, Rule, TargetGroup } from './state.ts'

export function showLoadBalancer(loadBalancer: LoadBalancer): Api.LoadBalancer {
  const { arn, name, dnsName, scheme, subnets, securityGroups, createdAt } = loadBalancer
  return {
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    DNSName: dnsName,
    CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    CreatedTime: createdAt,
    Scheme: scheme,
    VpcId: 'vpc-local',
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: subnets.map((SubnetId) => ({ SubnetId })),
    SecurityGroups: [...securityGroups],
    IpAddressType: 'ipv4',
  }
}

export function showTargetGroup(elb: ElbModel, group: TargetGroup): Api.TargetGroup {
  const { healthCheck: check } = group
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: check.port,
    HealthCheckEnabled: check.enabled,
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    HealthCheckPath: check.path,
    Matcher: { HttpCode: check.matcher },
    LoadBalancerArns: usersOf(elb, group.arn),
    TargetType: group.targetType,
    IpAddressType: 'ipv4',
  }
}

export function showListener(listener: Listener): Api.Listener {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: listener.loadBalancerArn,
    Port: listener.port,
    Protocol: 'HTTP',
    DefaultActions: showAction(defaultRule(listener).action),
  }
}

export function showRule({ arn, priority, conditions, action }: Rule): Api.Rule {
  return {
    RuleArn: arn,
    Priority: String(priority),
    Conditions: conditions.map(showCondition),
    Actions: showAction(action),
    IsDefault: priority === 'default',
  }
}
