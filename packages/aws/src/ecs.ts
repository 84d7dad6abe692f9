import type { PastDeployment, ServiceDeployment, ServiceEvent, StoppedTask, StopState } from '@slipway/rollout'
import type { JsonObject } from '@slipway/task-definition'

export type { JsonObject }

export interface ServiceRef {
  readonly cluster: string
  readonly service: string
  /** Where the service has to be, `arn:PARTITION:ecs:REGION:ACCOUNT`; absent where only its name was given. */
  readonly home?: string
}

/** A service as DescribeServices shows it, as far as a deployment depends on it. */
export interface EcsService {
  readonly arn: string
  /** `ACTIVE`, `DRAINING`, `INACTIVE`. */
  readonly status: string
  readonly taskDefinition: string
  readonly desiredCount: number
  /** Of all revisions. */
  readonly runningCount: number
  /** Running tasks of each revision that has some. */
  readonly revisions: readonly { readonly arn: string; readonly running: number }[]
  /** `REPLICA` or `DAEMON`. */
  readonly schedulingStrategy: string
  /** `ECS`, `CODE_DEPLOY`, `EXTERNAL`. */
  readonly controller: string
  /** `ROLLING`, `BLUE_GREEN`, `LINEAR`, `CANARY`. */
  readonly strategy: string
  readonly hooks: readonly ServiceHook[]
  /** The newest 100, newest first. */
  readonly events: readonly ServiceEvent[]
}

/** A hook of the service's deployment configuration. */
export interface ServiceHook {
  /** `PAUSE` or `AWS_LAMBDA`. */
  readonly targetType: string
  readonly stages: readonly string[]
}

/** What was deployed: immutable. Images by container, as they were resolved. */
export interface ServiceRevision {
  readonly arn: string
  readonly taskDefinition: string
  readonly images: readonly {
    readonly container: string
    readonly image: string
    readonly digest: string | undefined
  }[]
  /** ARNs of those that it serves from. */
  readonly targetGroups: readonly string[]
}

/** A running task of a service. */
export interface RunningTask {
  readonly taskDefinitionArn: string
  /** `HEALTHY`, `UNHEALTHY`, or `UNKNOWN` where no essential container has a health check. */
  readonly health: string
}

/** A registered task definition with everything AWS returned, also what the SDK does not know. */
export interface RegisteredDefinition {
  readonly arn: string
  readonly family: string
  /** `ACTIVE`, `INACTIVE`, `DELETE_IN_PROGRESS`. */
  readonly status: string
  readonly document: JsonObject
  readonly tags: readonly JsonObject[]
}

/** Amazon ECS as deployments use it. Every call fails with a Failure that names the action and the thing. */
export interface EcsPort {
  /** `undefined` when there is no such service. */
  describeService(ref: ServiceRef): Promise<EcsService | undefined>
  /** Sends what is named here and nothing else. */
  updateService(
    ref: ServiceRef,
    change: { readonly taskDefinition: string; readonly forceNewDeployment?: true },
  ): Promise<void>
  /** By family (the latest ACTIVE revision), `family:revision` or ARN; `undefined` when there is none. */
  describeTaskDefinition(reference: string): Promise<RegisteredDefinition | undefined>
  /** Registers the document as it is and returns the new ARN. */
  registerTaskDefinition(document: JsonObject): Promise<string>
  /** Newest first. `after` is in epoch milliseconds. */
  listServiceDeployments(ref: ServiceRef, filter?: { readonly after?: number }): Promise<readonly PastDeployment[]>
  /** `undefined` when ECS does not know it (yet). */
  describeServiceDeployment(arn: string): Promise<ServiceDeployment | undefined>
  describeServiceRevisions(arns: readonly string[]): Promise<readonly ServiceRevision[]>
  /** With stopType ROLLBACK. */
  stopServiceDeployment(arn: string): Promise<Taken>
  continueServiceDeployment(arn: string, hookId: string, action: 'CONTINUE' | 'ROLLBACK'): Promise<Taken>
  runningTasks(ref: ServiceRef): Promise<readonly RunningTask[]>
  /** Tasks of the service that stopped within about the last hour; at most 100. */
  stoppedTasks(ref: ServiceRef): Promise<readonly StoppedTask[]>
}

/** `refused`: the state of the deployment did not allow it any more. */
export type Taken = Exclude<StopState, { readonly kind: 'none' }>
