import type {
  BatchGetRepositoryScanningConfigurationCommandInput,
  BatchGetRepositoryScanningConfigurationCommandOutput,
  RepositoryScanningConfiguration,
  RepositoryScanningConfigurationFailure,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { repositoryArn } from '../find-repository.ts'
import { scanFrequency } from '../scanning-configuration.ts'

export const batchGetRepositoryScanningConfiguration: Operation = operation<
  BatchGetRepositoryScanningConfigurationCommandInput,
  Answer<BatchGetRepositoryScanningConfigurationCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetRepositoryScanningConfiguration.html',
  accepts: ['repositoryNames'],
  returns: [
    'scanningConfigurations[].repositoryArn',
    'scanningConfigurations[].repositoryName',
    'scanningConfigurations[].scanOnPush',
    'scanningConfigurations[].scanFrequency',
    'scanningConfigurations[].appliedScanFilters',
    'failures[].repositoryName',
    'failures[].failureCode',
    'failures[].failureReason',
  ],
  run(world, { repositoryNames = [] }) {
    const scanningConfigurations: RepositoryScanningConfiguration[] = []
    const failures: RepositoryScanningConfigurationFailure[] = []
    for (const repositoryName of repositoryNames) {
      const repository = world.ecr.repositories.get(repositoryName)
      if (repository === undefined) {
        const failureReason = `The repository with name '${repositoryName}' does not exist in the registry with id '${world.accountId}'`
        failures.push({ repositoryName, failureCode: 'REPOSITORY_NOT_FOUND', failureReason })
        continue
      }
      const { frequency, filters } = scanFrequency(world, repository)
      scanningConfigurations.push({
        repositoryArn: repositoryArn(world, repositoryName),
        repositoryName,
        scanOnPush: frequency !== 'MANUAL',
        scanFrequency: frequency,
        appliedScanFilters: [...filters],
      })
    }
    return { scanningConfigurations, failures }
  },
})
