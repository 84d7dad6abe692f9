import { clusterView } from '../cluster-view.ts'
import { findCluster } from '../find.ts'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { DeleteClusterCommandInput, DeleteClusterCommandOutput } from '@aws-sdk/client-ecs'

/** Refused while services or tasks are in it. */
export const deleteCluster: Operation = operation<DeleteClusterCommandInput, Answer<DeleteClusterCommandOutput>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html',
  accepts: ['cluster'],
  returns: ['cluster.clusterArn', 'cluster.clusterName', 'cluster.status'],
  run(world, { cluster: reference }) {
    const cluster = findCluster(world, reference)
    const services = [...world.ecs.services.values()]
    if (services.some((service) => service.cluster === cluster && service.status === 'ACTIVE')) {
      throw new AwsError('ClusterContainsServicesException', 'The Cluster cannot be deleted while Services are active.')
    }
    const tasks = [...world.ecs.tasks.values()]
    if (tasks.some((task) => task.cluster === cluster && task.view.lastStatus !== 'STOPPED')) {
      throw new AwsError('ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.')
    }
    cluster.status = 'INACTIVE'
    return { cluster: clusterView(world, cluster) }
  },
})
