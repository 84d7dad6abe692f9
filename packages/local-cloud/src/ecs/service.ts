import { continueServiceDeployment } from './operations/continue-service-deployment.ts'
import { createCluster } from './operations/create-cluster.ts'
import { createService } from './operations/create-service.ts'
import { deleteCluster } from './operations/delete-cluster.ts'
import { deleteService } from './operations/delete-service.ts'
import { deregisterTaskDefinition } from './operations/deregister-task-definition.ts'
import { describeClusters } from './operations/describe-clusters.ts'
import { describeServiceDeployments } from './operations/describe-service-deployments.ts'
import { describeServiceRevisions } from './operations/describe-service-revisions.ts'
import { describeServices } from './operations/describe-services.ts'
import { describeTaskDefinition } from './operations/describe-task-definition.ts'
import { describeTasks } from './operations/describe-tasks.ts'
import { listServiceDeployments } from './operations/list-service-deployments.ts'
import { listServices } from './operations/list-services.ts'
import { listTaskDefinitions } from './operations/list-task-definitions.ts'
import { listTasks } from './operations/list-tasks.ts'
import { registerTaskDefinition } from './operations/register-task-definition.ts'
import { stopServiceDeployment } from './operations/stop-service-deployment.ts'
import { stopTask } from './operations/stop-task.ts'
import { updateService } from './operations/update-service.ts'
import type { Service } from '../frame/operation.ts'

export const ecs: Service = {
  name: 'ecs',
  protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'AmazonEC2ContainerServiceV20141113' }],
  operations: {
    ContinueServiceDeployment: continueServiceDeployment,
    CreateCluster: createCluster,
    CreateService: createService,
    DeleteCluster: deleteCluster,
    DeleteService: deleteService,
    DeregisterTaskDefinition: deregisterTaskDefinition,
    DescribeClusters: describeClusters,
    DescribeServiceDeployments: describeServiceDeployments,
    DescribeServiceRevisions: describeServiceRevisions,
    DescribeServices: describeServices,
    DescribeTaskDefinition: describeTaskDefinition,
    DescribeTasks: describeTasks,
    ListServiceDeployments: listServiceDeployments,
    ListServices: listServices,
    ListTaskDefinitions: listTaskDefinitions,
    ListTasks: listTasks,
    RegisterTaskDefinition: registerTaskDefinition,
    StopServiceDeployment: stopServiceDeployment,
    StopTask: stopTask,
    UpdateService: updateService,
  },
}
