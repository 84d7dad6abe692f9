import type { DataPlane } from '../balancer/data-plane.ts'
import { createDataPlane } from '../balancer/data-plane.ts'
import type { Member } from './member.ts'
import type { Ground } from '../ground.ts'
import type { Action } from './action.ts'
import type { Tag } from '../frame/tags.ts'
import type { Condition } from './condition.ts'

export interface LoadBalancer {
  readonly arn: string
  readonly name: string
  readonly dnsName: string
  readonly scheme: 'internet-facing' | 'internal'
  readonly subnets: readonly string[]
  readonly securityGroups: readonly string[]
  readonly createdAt: Date
  readonly attributes: Map<string, string>
}

export interface HealthCheck {
  readonly enabled: boolean
  /** `traffic-port` or a number. */
  readonly port: string
  readonly path: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly healthyThreshold: number
  readonly unhealthyThreshold: number
  /** As in `200`, `200,302` or `200-299`. */
  readonly matcher: string
}

export interface TargetGroup {
  readonly arn: string
  readonly name: string
  readonly port: number
  readonly vpcId: string
  readonly targetType: 'ip' | 'instance'
  readonly attributes: Map<string, string>
  /** By `id:port`. Those that drain are in it until they have drained. */
  readonly members: Map<string, Member>
  healthCheck: HealthCheck
}

export interface Rule {
  readonly arn: string
  readonly listenerArn: string
  /** The smallest number is tried first; the default rule is tried last. */
  priority: number | 'default'
  conditions: readonly Condition[]
  action: Action
}

export interface Listener {
  readonly arn: string
  readonly loadBalancerArn: string
  /** As declared. The data plane listens on a port that the system chose. */
  port: number
  /** In the order in which they are tried; the last one is the default rule. */
  rules: readonly Rule[]
}

/** What exists behind the ELBv2 API, and the servers that act on it. */
export interface ElbState {
  readonly loadBalancers: Map<string, LoadBalancer>
  readonly targetGroups: Map<string, TargetGroup>
  readonly listeners: Map<string, Listener>
  /** By the ARN of what has them; those of what was deleted are never looked at again, as no ARN comes twice. */
  readonly tags: Map<string, readonly Tag[]>
  readonly plane: DataPlane
}

export function createElbState(ground: Ground): ElbState {
  const state: ElbState = {
    loadBalancers: new Map(),
    targetGroups: new Map(),
    listeners: new Map(),
    tags: new Map(),
    plane: createDataPlane(ground),
  }
  ground.onStop(() => state.plane.stop())
  return state
}
