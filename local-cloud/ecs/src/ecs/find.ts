import { clientError, clusterNotFound, deploymentNotFound, serviceNotFound } from './errors.ts'
import type {
  ClusterRecord,
  DeploymentRecord,
  RevisionRecord,
  ServiceRecord,
  TaskDefinitionRecord,
  TaskRecord,
} from './records.ts'
import { nameIn } from './reference.ts'
import type { EcsContext } from './context.ts'

/** By name or ARN; `default` where none is named. */
export function findCluster(world: EcsContext, reference: string | undefined): ClusterRecord {
  const found = lookUpCluster(world, reference ?? 'default')
  if (found === undefined || found.status !== 'ACTIVE') throw clusterNotFound()
  return found
}

/** By name or ARN, whatever its status. */
export function lookUpCluster(world: EcsContext, reference: string): ClusterRecord | undefined {
  return world.ecs.clusters.get(nameIn(world, 'cluster', reference) ?? '')
}

/** By name or ARN, whatever its status. */
export function lookUpService(world: EcsContext, cluster: ClusterRecord, reference: string): ServiceRecord | undefined {
  const name = nameIn(world, 'service', reference, cluster.name)
  return [...world.ecs.services.values()].findLast((service) => service.cluster === cluster && service.name === name)
}

export function findService(world: EcsContext, clusterReference: string | undefined, reference: string): ServiceRecord {
  const service = lookUpService(world, findCluster(world, clusterReference), reference)
  if (service === undefined) throw serviceNotFound()
  return service
}

/** By id or ARN; tasks that have stopped are found for a while. */
export function lookUpTask(world: EcsContext, cluster: ClusterRecord, reference: string): TaskRecord | undefined {
  const id = nameIn(world, 'task', reference, cluster.name)
  return [...world.ecs.tasks.values()].find((task) => task.cluster === cluster && task.id === id)
}

/** `family`, which is its latest ACTIVE revision, `family:revision`, or the ARN. */
export function lookUpTaskDefinition(world: EcsContext, reference: string): TaskDefinitionRecord | undefined {
  const name = nameIn(world, 'task-definition', reference) ?? ''
  const [, family = '', revision] = /^([^:]+)(?::([^:]+))?$/.exec(name) ?? []
  const revisions = world.ecs.taskDefinitions.get(family) ?? []
  return revision === undefined
    ? revisions.findLast(({ status }) => status === 'ACTIVE')
    : revisions.find((entry) => String(entry.revision) === revision)
}

export function findActiveTaskDefinition(world: EcsContext, reference: string): TaskDefinitionRecord {
  const found = lookUpTaskDefinition(world, reference)
  if (found === undefined) throw clientError('TaskDefinition not found.')
  if (found.status !== 'ACTIVE') throw clientError('TaskDefinition is inactive')
  return found
}

export function lookUpDeployment(world: EcsContext, arn: string): DeploymentRecord | undefined {
  return deploymentsOf(world).find((deployment) => deployment.arn === arn)
}

export function findDeployment(world: EcsContext, arn: string): DeploymentRecord {
  const found = lookUpDeployment(world, arn)
  if (found === undefined) throw deploymentNotFound()
  return found
}

function deploymentsOf(world: EcsContext): readonly DeploymentRecord[] {
  return [...world.ecs.services.values()].flatMap(({ deployments }) => deployments)
}

export function lookUpRevision(service: ServiceRecord, arn: string): RevisionRecord | undefined {
  return service.revisions.find((revision) => revision.arn === arn)
}
