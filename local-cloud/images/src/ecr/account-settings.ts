import { invalidParameter } from './repository.ts'

/**
 * What is set for the whole registry, each with its values, the one it has from the start first.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutAccountSetting.html
 */
const settings = {
  BASIC_SCAN_TYPE_VERSION: ['AWS_NATIVE'],
  REGISTRY_POLICY_SCOPE: ['V2'],
  BLOB_MOUNTING: ['DISABLED', 'ENABLED'],
} as const

export type AccountSettingName = keyof typeof settings

export type AccountSettings = Map<AccountSettingName, string>

export function initialSettings(): AccountSettings {
  return new Map(Object.entries(settings).map(([name, [value]]) => [name as AccountSettingName, value]))
}

export function readSettingName(name = ''): AccountSettingName {
  if (Object.hasOwn(settings, name)) return name as AccountSettingName
  throw invalidParameter(
    `'name' failed to satisfy constraint: '${name}' is not one of ${Object.keys(settings).join(', ')}`,
  )
}

export function readSettingValue(name: AccountSettingName, value = ''): string {
  const values: readonly string[] = settings[name]
  if (values.includes(value)) return value
  throw invalidParameter(`'value' failed to satisfy constraint: '${value}' is not one of ${values.join(', ')}`)
}
