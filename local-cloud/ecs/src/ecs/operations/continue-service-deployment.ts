import { resolveHook } from '../deployment/requests.ts'
import { invalid } from '../errors.ts'
import { findDeployment } from '../find.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ContinueServiceDeploymentCommandInput, ContinueServiceDeploymentCommandOutput } from '@aws-sdk/client-ecs'

/** Without an action it continues. */
export const continueServiceDeployment: Operation = operation<
  ContinueServiceDeploymentCommandInput,
  Answer<ContinueServiceDeploymentCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContinueServiceDeployment.html',
  accepts: ['serviceDeploymentArn', 'hookId', 'action'],
  returns: ['serviceDeploymentArn'],
  run(world, { serviceDeploymentArn = '', hookId = '', action = 'CONTINUE' }) {
    const deployment = findDeployment(world, serviceDeploymentArn)
    if (!['CONTINUE', 'ROLLBACK'].includes(action)) throw invalid(`action must be CONTINUE or ROLLBACK, not ${action}`)
    const requested = resolveHook(deployment.state, hookId, action, Date.now())
    if ('refused' in requested) throw invalid(requested.refused)
    deployment.state = requested.state
    deployment.service.wake()
    return { serviceDeploymentArn }
  },
})
