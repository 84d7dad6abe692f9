import { requestRollback } from '../deployment/requests.ts'
import { conflict } from '../errors.ts'
import { findDeployment } from '../find.ts'
import { recordDeployment } from '../record-deployment.ts'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { StopServiceDeploymentCommandInput, StopServiceDeploymentCommandOutput } from '@aws-sdk/client-ecs'

/** ROLLBACK only: AWS documents nothing about ABORT. */
export const stopServiceDeployment: Operation = operation<
  StopServiceDeploymentCommandInput,
  Answer<StopServiceDeploymentCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html',
  accepts: ['serviceDeploymentArn', 'stopType'],
  returns: ['serviceDeploymentArn'],
  run(world, { serviceDeploymentArn = '', stopType = 'ROLLBACK' }) {
    if (stopType !== 'ROLLBACK') throw unsupportedHere(`stopType ${stopType} is not supported here; ROLLBACK is`)
    const deployment = findDeployment(world, serviceDeploymentArn)
    const requested = requestRollback(deployment.state, Date.now())
    if ('refused' in requested) throw conflict(requested.refused)
    if (requested.state !== deployment.state) {
      deployment.state = requested.state
      recordDeployment(world, deployment)
      deployment.service.wake()
    }
    return { serviceDeploymentArn }
  },
})
