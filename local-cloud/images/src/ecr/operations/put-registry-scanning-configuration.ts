import type {
  PutRegistryScanningConfigurationCommandInput,
  PutRegistryScanningConfigurationCommandOutput,
  RegistryScanningRule,
  ScanType,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { invalidParameter } from '../repository.ts'

const frequencies: Readonly<Record<ScanType, readonly string[]>> = {
  BASIC: ['SCAN_ON_PUSH', 'MANUAL'],
  ENHANCED: ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'],
}

export const putRegistryScanningConfiguration: Operation = operation<
  PutRegistryScanningConfigurationCommandInput,
  Answer<PutRegistryScanningConfigurationCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryScanningConfiguration.html',
  accepts: ['scanType', 'rules'],
  returns: ['registryScanningConfiguration.scanType', 'registryScanningConfiguration.rules'],
  run({ ecr: { scanning } }, { scanType = scanning.scanType, rules = [...scanning.rules] }) {
    for (const rule of rules) refuseRule(scanType, rule)
    scanning.scanType = scanType
    scanning.rules = rules
    return { registryScanningConfiguration: { scanType, rules } }
  },
})

function refuseRule(
  scanType: ScanType,
  { scanFrequency = 'MANUAL', repositoryFilters = [] }: RegistryScanningRule,
): void {
  if (!(scanType in frequencies)) throw invalidParameter(`'scanType' failed to satisfy constraint: '${scanType}'`)
  if (!frequencies[scanType].includes(scanFrequency)) {
    throw invalidParameter(`'rules': ${scanType} scanning has no frequency ${scanFrequency}`)
  }
  if (repositoryFilters.length === 0) throw invalidParameter("'rules': a rule needs a repository filter")
}
