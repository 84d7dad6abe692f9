import { deploymentId, ecsArn, revisionId } from './arns.ts'
import { createDeployment, isTerminal } from './deployment/deployment.ts'
import { supersede } from './deployment/requests.ts'
import { deploymentPlan } from './deployment-plan.ts'
import { findActiveTaskDefinition } from './find.ts'
import { launchKind } from './launch-kind.ts'
import type { DeploymentRecord, RevisionRecord, ServiceRecord } from './records.ts'
import { recordDeployment } from './record-deployment.ts'
import type { EcsContext } from './context.ts'

/** Makes a service revision of what the service is set to now, and a deployment of it; older ones give way. */
export function newDeployment(world: EcsContext, service: ServiceRecord): DeploymentRecord {
  const now = Date.now()
  for (const older of service.deployments) older.state = supersede(older.state, now)
  const revision = newRevision(world, service)
  const id = deploymentId()
  const plan = deploymentPlan(world.clock, service.configuration, service.loadBalancers, { id, target: revision.arn })
  const deployment: DeploymentRecord = {
    arn: ecsArn(world, 'service-deployment', service.cluster.name, service.name, id),
    service,
    configuration: service.configuration,
    revision,
    state: createDeployment(plan, now),
  }
  service.revisions.push(revision)
  service.deployments.push(deployment)
  recordDeployment(world, deployment)
  service.wake()
  return deployment
}

function newRevision(world: EcsContext, service: ServiceRecord): RevisionRecord {
  const id = revisionId()
  const { networkConfiguration, platformVersion } = service.settings
  return {
    arn: ecsArn(world, 'service-revision', service.cluster.name, service.name, id),
    legacyId: `ecs-svc/${id}`,
    createdAt: world.clock.now(),
    taskDefinition: findActiveTaskDefinition(world, service.taskDefinition),
    loadBalancers: service.loadBalancers,
    settings: { ...launchKind(service.settings), networkConfiguration, platformVersion },
    targetGroups: [],
    imageDigests: new Map(),
    failedTasks: 0,
    failuresInARow: 0,
    lastFailureAt: 0,
  }
}

/** The deployment whose turn it is: the oldest that has not ended. */
export function currentDeployment(service: ServiceRecord): DeploymentRecord | undefined {
  return service.deployments.find(({ state }) => !isTerminal(state))
}

/** The revision of the newest SUCCESSFUL deployment. */
export function lastGoodRevision(service: ServiceRecord): RevisionRecord | undefined {
  return service.deployments.findLast(({ state }) => state.status === 'SUCCESSFUL')?.revision
}
