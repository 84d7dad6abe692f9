import {
  BatchGetRepositoryScanningConfigurationCommand,
  GetRegistryScanningConfigurationCommand,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import { aboutRegistry, aboutRepository } from './ecr-request.ts'
import { awsCall } from './error.ts'

export interface EcrScanConfiguration {
  /** `BASIC` or `ENHANCED` */
  readonly scanType: string | undefined
  readonly scanOnPush: boolean
  readonly scanFrequency: string | undefined
}

/** How the registry scans, and what of it applies to this repository. */
export async function scanConfiguration(
  client: ECRClient,
  repository: string,
  signal?: AbortSignal,
): Promise<EcrScanConfiguration> {
  const registry = new GetRegistryScanningConfigurationCommand({})
  const request = aboutRegistry('ecr:GetRegistryScanningConfiguration')
  const { scanningConfiguration } = await awsCall(request, (options) => client.send(registry, options), signal)
  const command = new BatchGetRepositoryScanningConfigurationCommand({ repositoryNames: [repository] })
  const send = async (options: object): Promise<EcrScanConfiguration> => {
    const { scanningConfigurations = [], failures = [] } = await client.send(command, options)
    const [found] = scanningConfigurations
    if (found === undefined) throw new Error(failures[0]?.failureReason ?? 'the answer has no configuration')
    const { scanOnPush = false, scanFrequency } = found
    return { scanType: scanningConfiguration?.scanType, scanOnPush, scanFrequency }
  }
  return awsCall(aboutRepository('ecr:BatchGetRepositoryScanningConfiguration', repository), send, signal)
}
