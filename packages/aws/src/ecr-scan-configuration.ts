import {
  BatchGetRepositoryScanningConfigurationCommand,
  GetRegistryScanningConfigurationCommand,
  type ECRClient,
  type RegistryScanningRule,
  type ScanFrequency,
} from '@aws-sdk/client-ecr'
import { matchesWildcard } from './ecr-wildcard.ts'
import { aboutRegistry, aboutRepository } from './ecr-request.ts'
import { awsCall, awsFailure } from './error.ts'
import { everyRight } from './every-right.ts'

export interface EcrScanConfiguration {
  /** `BASIC` or `ENHANCED` */
  readonly scanType: string | undefined
  readonly scanOnPush: boolean
  readonly scanFrequency: string | undefined
}

/** How the registry scans, and what of it applies to this repository; or would apply, where it is not there yet. */
export async function scanConfiguration(
  client: ECRClient,
  repository: string,
  signal?: AbortSignal,
): Promise<EcrScanConfiguration> {
  const registry = new GetRegistryScanningConfigurationCommand({})
  const repositories = new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames: [repository] })
  const ofRegistry = aboutRegistry('ecr:GetRegistryScanningConfiguration')
  const ofRepository = aboutRepository('ecr:BatchGetRepositoryScanningConfiguration', repository)
  const [{ scanningConfiguration }, { scanningConfigurations = [], failures = [] }] = await everyRight([
    awsCall(ofRegistry, (options) => client.send(registry, options), signal),
    awsCall(ofRepository, (options) => client.send(repositories, options), signal),
  ])
  const { scanType, rules = [] } = scanningConfiguration ?? {}
  const [found] = scanningConfigurations
  const [failure] = failures
  if (failure?.failureCode === 'REPOSITORY_NOT_FOUND') {
    const scanFrequency = frequencyFor(repository, rules)
    return { scanType, scanFrequency, scanOnPush: scanFrequency === 'SCAN_ON_PUSH' }
  }
  if (found === undefined) {
    throw awsFailure(new Error(failure?.failureReason ?? 'the answer has no configuration'), ofRepository)
  }
  const { scanOnPush = false, scanFrequency } = found
  return { scanType, scanOnPush, scanFrequency }
}

/**
 * A filter without a wildcard matches every name that it is a part of.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
function frequencyFor(repository: string, rules: readonly RegistryScanningRule[]): ScanFrequency {
  const matching = rules.filter(({ repositoryFilters = [] }) =>
    repositoryFilters.some(({ filter = '' }) =>
      filter.includes('*') ? matchesWildcard(filter, repository) : repository.includes(filter),
    ),
  )
  const frequencies = matching.map(({ scanFrequency }) => scanFrequency)
  return (['CONTINUOUS_SCAN', 'SCAN_ON_PUSH'] as const).find((one) => frequencies.includes(one)) ?? 'MANUAL'
}
