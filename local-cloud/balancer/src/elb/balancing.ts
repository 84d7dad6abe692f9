export type TargetState = 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining'

export interface Target {
  /** What the API shows as target id; loopback address of the task. */
  readonly id: string
  readonly port: number
}

/** What ECS looks at in a target group before it uses it. */
export interface TargetGroupFacts {
  readonly targetType: 'ip' | 'instance'
  /** A listener of some load balancer forwards to it. */
  readonly isUsed: boolean
}

export interface Balancing {
  /** Undefined where there is no such target group. */
  targetGroup(targetGroupArn: string): TargetGroupFacts | undefined
  register(targetGroupArn: string, target: Target): void
  /** Resolves when the target has drained: no request in flight, or its deregistration delay has passed. */
  deregister(targetGroupArn: string, target: Target): Promise<void>
  health(targetGroupArn: string, target: Target): TargetState
  /** Weights of a rule's, or a listener's default, forward action. */
  weights(ruleOrListenerArn: string): ReadonlyMap<string, number>
  /** Replaces the forward action by a weighted one, as ECS does when it shifts traffic. */
  shift(ruleOrListenerArn: string, weights: ReadonlyMap<string, number>): void
}
