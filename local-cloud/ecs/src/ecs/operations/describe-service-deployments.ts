import { deploymentView } from '../deployment-view.ts'
import { invalid } from '../errors.ts'
import { lookUpDeployment } from '../find.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type {
  DescribeServiceDeploymentsCommandInput,
  DescribeServiceDeploymentsCommandOutput,
} from '@aws-sdk/client-ecs'

/** Up to twenty deployments by ARN. */
export const describeServiceDeployments: Operation = operation<
  DescribeServiceDeploymentsCommandInput,
  Answer<DescribeServiceDeploymentsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceDeployments.html',
  accepts: ['serviceDeploymentArns'],
  returns: [
    'serviceDeployments[].serviceDeploymentArn',
    'serviceDeployments[].serviceArn',
    'serviceDeployments[].clusterArn',
    'serviceDeployments[].createdAt',
    'serviceDeployments[].updatedAt',
    'serviceDeployments[].sourceServiceRevisions',
    'serviceDeployments[].targetServiceRevision.arn',
    'serviceDeployments[].targetServiceRevision.requestedTaskCount',
    'serviceDeployments[].targetServiceRevision.runningTaskCount',
    'serviceDeployments[].targetServiceRevision.pendingTaskCount',
    'serviceDeployments[].status',
    'serviceDeployments[].deploymentConfiguration',
    'serviceDeployments[].deploymentCircuitBreaker.status',
    'serviceDeployments[].alarms.status',
    'failures',
  ],
  run(world, { serviceDeploymentArns: arns = [] }) {
    if (arns.length === 0) throw invalid('serviceDeploymentArns cannot be empty.')
    if (arns.length > 20) throw invalid('serviceDeploymentArns cannot have more than 20 elements.')
    const found = arns.map((arn) => ({ arn, deployment: lookUpDeployment(world, arn) }))
    return {
      serviceDeployments: found.flatMap(({ deployment }) =>
        deployment === undefined ? [] : [deploymentView(world, deployment)],
      ),
      failures: found.flatMap(({ arn, deployment }) => (deployment === undefined ? [{ arn, reason: 'MISSING' }] : [])),
    }
  },
})
