import type { ServedLog } from './served.ts'
import type { Member } from './member.ts'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import type { Tag } from '@slipway/local-cloud-frame/tags'
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

/** What a rule does with a request; one routing action a rule. */
export type Action =
  | { readonly type: 'forward'; /** Weight 0-999 by target group ARN. */ readonly weights: ReadonlyMap<string, number> }
  | { readonly type: 'fixed-response'; readonly status: number; readonly contentType: string; readonly body: string }
  | {
      readonly type: 'redirect'
      readonly status: 301 | 302
      readonly protocol: string
      readonly host: string
      readonly port: string
      readonly path: string
      readonly query: string
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

/** What exists behind the ELBv2 API. */
export interface ElbModel {
  readonly loadBalancers: Map<string, LoadBalancer>
  readonly targetGroups: Map<string, TargetGroup>
  readonly listeners: Map<string, Listener>
  /** By the ARN of what has them; those of what was deleted are never looked at again, as no ARN comes twice. */
  readonly tags: Map<string, readonly Tag[]>
}

/** The servers that act on the model: one a listener. */
export interface DataPlane {
  /** What went through, for the metrics. */
  readonly served: ServedLog
  open(listener: Listener): Promise<void>
  close(listenerArn: string): Promise<void>
  /** Where a listener really listens; undefined where there is no such listener. */
  url(listenerArn: string): string | undefined
  stop(): Promise<void>
}

export interface ElbState extends ElbModel {
  readonly plane: DataPlane
}

/** The model alone; `plane` builds the servers that carry its traffic. */
export function createElbState({ onStop }: Beginning, plane: (model: ElbModel) => DataPlane): ElbState {
  const model: ElbModel = {
    loadBalancers: new Map(),
    targetGroups: new Map(),
    listeners: new Map(),
    tags: new Map(),
  }
  const servers = plane(model)
  onStop(() => servers.stop())
  return { ...model, plane: servers }
}
