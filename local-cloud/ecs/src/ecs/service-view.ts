import type { Deployment, Service } from '@aws-sdk/client-ecs'
import { countTasks, tasksOfService } from './counts.ts'
import { isTerminal } from './deployment/deployment.ts'
import { launchKind } from './launch-kind.ts'
import { lastGoodRevision } from './new-deployment.ts'
import type { DeploymentRecord, RevisionRecord, ServiceRecord } from './records.ts'
import { withLegacyIds } from './service-events.ts'
import type { EcsContext } from './context.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html */
export function serviceView(world: EcsContext, service: ServiceRecord, include: readonly string[] = []): Service {
  const { running, pending } = countTasks(world, service)
  const current = currentServiceDeployment(service)
  const { launchType: _, capacityProviderStrategy: __, ...settings } = service.settings
  return {
    ...settings,
    ...launchKind(service.settings),
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.cluster.arn,
    status: service.status,
    desiredCount: service.status === 'ACTIVE' ? service.desiredCount : 0,
    runningCount: running,
    pendingCount: pending,
    taskDefinition: service.taskDefinition,
    loadBalancers: [...service.loadBalancers],
    serviceRegistries: [],
    deploymentConfiguration: service.configuration,
    deploymentController: { type: 'ECS' },
    deployments: deployments(world, service),
    events: [...service.events],
    createdAt: service.createdAt,
    createdBy: world.roleArn,
    schedulingStrategy: 'REPLICA',
    placementConstraints: [],
    placementStrategy: [],
    roleArn: `arn:aws:iam::${world.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    ...(current === undefined ? {} : { currentServiceDeployment: current.arn }),
    currentServiceRevisions: currentRevisions(world, service),
    ...(include.includes('TAGS') ? { tags: [...service.tags] } : {}),
  }
}

/** The last deployment that has started: right after UpdateService this is still the one before, as on AWS. */
function currentServiceDeployment({ deployments: all }: ServiceRecord): DeploymentRecord | undefined {
  return all.findLast(({ state }) => state.startedAt !== undefined)
}

function currentRevisions(world: EcsContext, service: ServiceRecord): Service['currentServiceRevisions'] {
  return service.revisions
    .filter((revision) => isLive(world, service, revision))
    .map((revision) => {
      const { running, pending } = countTasks(world, service, revision)
      const requested = wanted(service) === revision ? service.desiredCount : running + pending
      return { arn: revision.arn, requestedTaskCount: requested, runningTaskCount: running, pendingTaskCount: pending }
    })
}

function isLive(world: EcsContext, service: ServiceRecord, revision: RevisionRecord): boolean {
  return tasksOfService(world, service, revision).some(({ view }) => view.lastStatus !== 'STOPPED')
}

/** The revision that the service moves to or stays at. */
export function wanted(service: ServiceRecord): RevisionRecord | undefined {
  const last = service.deployments.at(-1)
  if (last === undefined) return undefined
  const goesBack = last.state.rollback !== undefined || last.state.status === 'ROLLBACK_REQUESTED'
  return goesBack ? (lastGoodRevision(service) ?? last.revision) : last.revision
}

/** The older view: PRIMARY is what is wanted, ACTIVE what still runs beside it. */
function deployments(world: EcsContext, service: ServiceRecord): Deployment[] {
  const primary = wanted(service)
  const others = service.revisions.filter((revision) => revision !== primary && isLive(world, service, revision))
  return [...(primary === undefined ? [] : [primary]), ...others.toReversed()].map((revision) =>
    legacyDeployment(world, service, revision, revision === primary),
  )
}

function legacyDeployment(
  world: EcsContext,
  service: ServiceRecord,
  revision: RevisionRecord,
  primary: boolean,
): Deployment {
  const { running, pending } = countTasks(world, service, revision)
  const record = service.deployments.findLast((deployment) => deployment.revision === revision)
  const { networkConfiguration, platformVersion } = revision.settings
  return {
    id: revision.legacyId,
    status: primary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: revision.taskDefinition.arn,
    desiredCount: primary ? service.desiredCount : running + pending,
    pendingCount: pending,
    runningCount: running,
    failedTasks: revision.failedTasks,
    createdAt: revision.createdAt,
    updatedAt: new Date(service.deployments.at(-1)?.state.updatedAt ?? revision.createdAt),
    ...launchKind(revision.settings),
    networkConfiguration,
    platformVersion,
    ...rollout(service, revision, record),
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html, rolloutState and its reasons. */
function rollout(
  service: ServiceRecord,
  revision: RevisionRecord,
  own: DeploymentRecord | undefined,
): Pick<Deployment, 'rolloutState' | 'rolloutStateReason'> {
  const last = service.deployments.at(-1)
  if (
    last !== undefined &&
    last.revision !== revision &&
    last.state.rollback?.to === revision.arn &&
    !isTerminal(last.state)
  ) {
    const reason = `ECS deployment circuit breaker: rolling back to deploymentId ${revision.legacyId}.`
    return { rolloutState: 'IN_PROGRESS', rolloutStateReason: reason }
  }
  const id = revision.legacyId
  if (own === undefined || !isTerminal(own.state)) {
    const failing = own?.state.rollback !== undefined || own?.state.status === 'ROLLBACK_REQUESTED'
    if (!failing) return { rolloutState: 'IN_PROGRESS', rolloutStateReason: `ECS deployment ${id} in progress.` }
  }
  if (own?.state.status === 'SUCCESSFUL') {
    return { rolloutState: 'COMPLETED', rolloutStateReason: `ECS deployment ${id} completed.` }
  }
  return { rolloutState: 'FAILED', rolloutStateReason: failure(service, own) }
}

function failure(service: ServiceRecord, own: DeploymentRecord | undefined): string {
  if (own?.state.breaker.status === 'TRIGGERED') return 'ECS deployment circuit breaker: tasks failed to start.'
  return withLegacyIds(service, own?.state.rollback?.reason ?? own?.state.statusReason ?? 'ECS deployment failed.')
}
