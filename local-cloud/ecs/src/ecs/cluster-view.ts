import type { Cluster } from '@aws-sdk/client-ecs'
import type { ClusterRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html */
export function clusterView(
  world: EcsContext,
  cluster: Readonly<ClusterRecord>,
  include: readonly string[] = [],
): Cluster {
  const tasks = [...world.ecs.tasks.values()].filter((task) => task.cluster.arn === cluster.arn)
  const services = [...world.ecs.services.values()].filter((service) => service.cluster.arn === cluster.arn)
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: cluster.status,
    registeredContainerInstancesCount: 0,
    runningTasksCount: tasks.filter(({ view }) => view.lastStatus === 'RUNNING').length,
    pendingTasksCount: tasks.filter(({ view }) => ['PROVISIONING', 'PENDING'].includes(view.lastStatus ?? '')).length,
    activeServicesCount: services.filter(({ status }) => status === 'ACTIVE').length,
    statistics: [],
    tags: include.includes('TAGS') ? [...cluster.tags] : [],
    settings: include.includes('SETTINGS') ? cluster.settings.map((setting) => ({ ...setting })) : [],
    ...cluster.capacity,
  }
}
