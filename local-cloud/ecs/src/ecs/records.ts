import type {
  Cluster,
  ContainerDefinition,
  DeploymentConfiguration,
  LoadBalancer,
  Service,
  ServiceEvent,
  ServiceRevision,
  Tag,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs'
import type { Deployment } from './deployment/deployment.ts'
import type { Outcome } from './deployment/observations.ts'
import type { Target } from '@slipway/local-cloud-balancer/elb/balancing'

/** Kept and shown; where a task runs does not depend on it. */
export type Capacity = Required<Pick<Cluster, 'capacityProviders' | 'defaultCapacityProviderStrategy'>>

export interface ClusterRecord {
  readonly arn: string
  readonly name: string
  status: 'ACTIVE' | 'INACTIVE'
  tags: readonly Tag[]
  capacity: Capacity
  readonly settings: readonly { readonly name?: 'containerInsights' | undefined; readonly value?: string | undefined }[]
}

export interface TaskDefinitionRecord {
  readonly arn: string
  readonly family: string
  readonly revision: number
  /** Exactly what was registered, unknown members and all, with the defaults that ECS fills in. */
  readonly definition: TaskDefinition & { readonly containerDefinitions: readonly ContainerDefinition[] }
  tags: readonly Tag[]
  status: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS'
  readonly registeredAt: Date
  deregisteredAt?: Date
  deleteRequestedAt?: Date
}

/** Members of CreateService and UpdateService that are kept as they were given. */
export type ServiceSettings = Pick<
  Service,
  | 'availabilityZoneRebalancing'
  | 'capacityProviderStrategy'
  | 'enableECSManagedTags'
  | 'enableExecuteCommand'
  | 'healthCheckGracePeriodSeconds'
  | 'launchType'
  | 'networkConfiguration'
  | 'platformVersion'
  | 'propagateTags'
>

export interface ServiceRecord {
  readonly arn: string
  readonly name: string
  readonly cluster: ClusterRecord
  readonly createdAt: Date
  tags: readonly Tag[]
  readonly clientToken?: string
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  desiredCount: number
  /** ARN of the task definition that was asked for last, or restored by a rollback. */
  taskDefinition: string
  loadBalancers: readonly LoadBalancer[]
  configuration: DeploymentConfiguration
  settings: ServiceSettings
  /** Oldest first. */
  readonly revisions: RevisionRecord[]
  /** Oldest first. */
  readonly deployments: DeploymentRecord[]
  /** Newest first, at most 100. */
  readonly events: ServiceEvent[]
  /** What happened to tasks since the last step. */
  outcomes: Outcome[]
  /** Makes the service's loop look again at once. */
  wake: () => void
}

export interface RevisionRecord {
  readonly arn: string
  /** `ecs-svc/…`: the revision in the older view (`deployments[]`, `startedBy`). */
  readonly legacyId: string
  readonly createdAt: Date
  readonly taskDefinition: TaskDefinitionRecord
  readonly loadBalancers: readonly LoadBalancer[]
  readonly settings: Pick<
    ServiceRevision,
    'launchType' | 'networkConfiguration' | 'platformVersion' | 'capacityProviderStrategy'
  >
  /** Where its tasks are registered, one for each load balancer; known once its deployment starts. */
  targetGroups: readonly string[]
  /** Digest by container name, resolved by the first task and used by all later ones. */
  readonly imageDigests: Map<string, string>
  failedTasks: number
  /** How often in a row a task failed before any was healthy; slows the next start down. */
  failuresInARow: number
  lastFailureAt: number
}

export interface DeploymentRecord {
  readonly arn: string
  readonly service: ServiceRecord
  readonly configuration: DeploymentConfiguration
  readonly revision: RevisionRecord
  state: Deployment
}

/** One task: its API view, which `task-life.ts` keeps up to date, and what only the engine knows. */
export interface TaskRecord {
  readonly arn: string
  readonly id: string
  readonly cluster: ClusterRecord
  /** Undefined of a task that RunTask has started. */
  readonly service: ServiceRecord | undefined
  /** Of RunTask, what it runs; no service revision, so its ARN is empty. */
  readonly revision: RevisionRecord
  tags: readonly Tag[]
  /** Of RunTask: a second call with the same one starts nothing. */
  readonly clientToken?: string | undefined
  readonly view: Task & { containers: NonNullable<Task['containers']> }
  /** Where the load balancer reaches it, while it is registered. */
  targets: readonly { readonly targetGroupArn: string; readonly target: Target }[]
  /** Port of this machine by container name. */
  readonly ports: Map<string, number>
  /** Names of containers that have accepted a connection at their port. */
  readonly listening: Set<string>
  everHealthy: boolean
  /** Wall-clock, epoch milliseconds. */
  runningSince?: number
  /** It has run for as long as makes a task healthy that nothing checks. */
  ranLong: boolean
  /** Asks the task to end; the first request counts. */
  stop(request: StopRequest): void
  /** Settles when the task is STOPPED and its folder is gone. */
  ended: Promise<void>
}

export interface StopRequest {
  readonly stopCode: NonNullable<Task['stopCode']>
  readonly reason: string
  /** Counts as a failed task of its deployment. */
  readonly failed: boolean
}
