import type {
  ListContainerInstancesCommandInput as Input,
  ListContainerInstancesCommandOutput as Output,
} from '@aws-sdk/client-ecs'
import { findCluster } from '../find.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

/** Tasks run on no instance here, as on Fargate. */
export const listContainerInstances: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListContainerInstances.html',
  accepts: ['cluster', 'filter', 'status', 'maxResults', 'nextToken'],
  returns: ['containerInstanceArns'],
  run(world, { cluster }) {
    findCluster(world, cluster)
    return { containerInstanceArns: [] }
  },
})
