import type { CloudClock } from './frame/clock.ts'
import type { AlarmState } from './cloudwatch/state.ts'
import type { EcrState } from './ecr/state.ts'
import type { EcsState } from './ecs/state.ts'
import type { ElbState } from './elb/state.ts'
import type { GithubState } from './github/state.ts'
import type { LogState } from './logs/state.ts'
import type { Timeline } from './frame/timeline.ts'

/** Everything the services of one local cloud share. Each service keeps its own state in its own folder. */
export interface World {
  readonly accountId: string
  readonly region: string
  /** The assumed role that every caller is. */
  readonly roleArn: string
  /** `http://127.0.0.1:PORT`: API endpoint, registry and GitHub in one. */
  readonly url: string
  /** Where layers, task folders and git repositories are kept. */
  readonly dataDir: string
  readonly clock: CloudClock
  readonly timeline: Timeline
  /** Aborted when the cloud stops: everything that runs in the background ends with it. */
  readonly stopping: AbortSignal
  readonly ecr: EcrState
  readonly ecs: EcsState
  readonly logs: LogState
  readonly elb: ElbState
  readonly alarms: AlarmState
  readonly github: GithubState
  /** What ECS pulls from; answered by the registry. */
  readonly images: Images
  /** What ECS moves; answered by the load balancer. */
  readonly balancing: Balancing
}

/** An image as a task needs it: resolved once, its layers as files. */
export interface PulledImage {
  /** Digest of the platform's manifest (the child, where the reference named an index). */
  readonly digest: string
  readonly config: {
    readonly entrypoint: readonly string[]
    readonly cmd: readonly string[]
    readonly env: readonly string[]
    readonly workingDir: string
  }
  /** Lowest first. */
  readonly layers: readonly { readonly digest: string; readonly mediaType: string; readonly path: string }[]
}

export interface Images {
  /** `HOST/repository:tag` or `HOST/repository@sha256:…`; throws with ECS's `CannotPullContainerError` words. */
  pull(reference: string): Promise<PulledImage>
}

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
