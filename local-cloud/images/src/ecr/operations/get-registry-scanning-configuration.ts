import type {
  GetRegistryScanningConfigurationCommandInput,
  GetRegistryScanningConfigurationCommandOutput,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

export const getRegistryScanningConfiguration: Operation = operation<
  GetRegistryScanningConfigurationCommandInput,
  Answer<GetRegistryScanningConfigurationCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRegistryScanningConfiguration.html',
  accepts: [],
  returns: ['registryId', 'scanningConfiguration.scanType', 'scanningConfiguration.rules'],
  run: ({ accountId, ecr: { scanning } }) => ({
    registryId: accountId,
    scanningConfiguration: { scanType: scanning.scanType, rules: [...scanning.rules] },
  }),
})
