import { continueServiceDeployment } from './operations/continue-service-deployment.ts'
import { createCluster } from './operations/create-cluster.ts'
import { createService } from './operations/create-service.ts'
import { deleteCluster } from './operations/delete-cluster.ts'
import { deleteService } from './operations/delete-service.ts'
import { deleteTaskDefinitions } from './operations/delete-task-definitions.ts'
import { deregisterTaskDefinition } from './operations/deregister-task-definition.ts'
import { describeCapacityProviders } from './operations/describe-capacity-providers.ts'
import { describeClusters } from './operations/describe-clusters.ts'
import { describeServiceDeployments } from './operations/describe-service-deployments.ts'
import { describeServiceRevisions } from './operations/describe-service-revisions.ts'
import { describeServices } from './operations/describe-services.ts'
import { describeTaskDefinition } from './operations/describe-task-definition.ts'
import { describeTasks } from './operations/describe-tasks.ts'
import { listClusters } from './operations/list-clusters.ts'
import { listContainerInstances } from './operations/list-container-instances.ts'
import { listServiceDeployments } from './operations/list-service-deployments.ts'
import { listServices } from './operations/list-services.ts'
import { listTagsForResource } from './operations/list-tags-for-resource.ts'
import { listTaskDefinitionFamilies } from './operations/list-task-definition-families.ts'
import { listTaskDefinitions } from './operations/list-task-definitions.ts'
import { listTasks } from './operations/list-tasks.ts'
import { putClusterCapacityProviders } from './operations/put-cluster-capacity-providers.ts'
import { registerTaskDefinition } from './operations/register-task-definition.ts'
import { runTask } from './operations/run-task.ts'
import { stopServiceDeployment } from './operations/stop-service-deployment.ts'
import { stopTask } from './operations/stop-task.ts'
import { tagResource } from './operations/tag-resource.ts'
import { untagResource } from './operations/untag-resource.ts'
import { updateService } from './operations/update-service.ts'
import type { Service } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from './context.ts'

export const ecs: Service<EcsContext> = {
  name: 'ecs',
  protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'AmazonEC2ContainerServiceV20141113' }],
  operations: {
    ContinueServiceDeployment: continueServiceDeployment,
    CreateCluster: createCluster,
    CreateService: createService,
    DeleteCluster: deleteCluster,
    DeleteService: deleteService,
    DeleteTaskDefinitions: deleteTaskDefinitions,
    DeregisterTaskDefinition: deregisterTaskDefinition,
    DescribeCapacityProviders: describeCapacityProviders,
    DescribeClusters: describeClusters,
    DescribeServiceDeployments: describeServiceDeployments,
    DescribeServiceRevisions: describeServiceRevisions,
    DescribeServices: describeServices,
    DescribeTaskDefinition: describeTaskDefinition,
    DescribeTasks: describeTasks,
    ListClusters: listClusters,
    ListContainerInstances: listContainerInstances,
    ListServiceDeployments: listServiceDeployments,
    ListServices: listServices,
    ListTagsForResource: listTagsForResource,
    ListTaskDefinitionFamilies: listTaskDefinitionFamilies,
    ListTaskDefinitions: listTaskDefinitions,
    ListTasks: listTasks,
    PutClusterCapacityProviders: putClusterCapacityProviders,
    RegisterTaskDefinition: registerTaskDefinition,
    RunTask: runTask,
    StopServiceDeployment: stopServiceDeployment,
    StopTask: stopTask,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateService: updateService,
  },
}
