import type {
  PutImageScanningConfigurationCommandInput,
  PutImageScanningConfigurationCommandOutput,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findRepository } from '../find-repository.ts'

export const putImageScanningConfiguration: Operation = operation<
  PutImageScanningConfigurationCommandInput,
  Answer<PutImageScanningConfigurationCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageScanningConfiguration.html',
  accepts: ['registryId', 'repositoryName', 'imageScanningConfiguration'],
  returns: ['registryId', 'repositoryName', 'imageScanningConfiguration.scanOnPush'],
  run(world, { registryId, repositoryName, imageScanningConfiguration }) {
    const repository = findRepository(world, repositoryName, registryId)
    repository.scanOnPush = imageScanningConfiguration?.scanOnPush ?? false
    return {
      registryId: world.accountId,
      repositoryName: repository.name,
      imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
    }
  },
})
