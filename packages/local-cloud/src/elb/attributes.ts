import type { TargetGroupAttribute } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '../frame/aws-error.ts'
import { unsupportedHere } from '../frame/input.ts'
import type { TargetGroup } from './state.ts'

/** Attributes with the values that a new target group has; only the first can be changed here. */
export const defaultAttributes: ReadonlyMap<string, string> = new Map([
  ['deregistration_delay.timeout_seconds', '300'],
  ['stickiness.enabled', 'false'],
  ['load_balancing.algorithm.type', 'round_robin'],
  ['slow_start.duration_seconds', '0'],
])

const longestDelay = 3600

export function setAttributes({ attributes }: TargetGroup, changes: readonly TargetGroupAttribute[]): void {
  const checked = changes.map(({ Key = '', Value = '' }) => [Key, checkedValue(Key, Value)] as const)
  for (const [key, value] of checked) attributes.set(key, value)
}

function checkedValue(key: string, value: string): string {
  const standing = defaultAttributes.get(key)
  if (standing === undefined) {
    throw new AwsError('InvalidConfigurationRequest', `Target group attribute key '${key}' is not recognized`)
  }
  if (key === 'deregistration_delay.timeout_seconds') return checkedDelay(value)
  if (value !== standing)
    throw unsupportedHere(`target group attribute ${key} is always ${standing} here, not ${value}`)
  return value
}

function checkedDelay(value: string): string {
  const seconds = Number(value)
  if (/^\d+$/.test(value) && seconds <= longestDelay) return value
  const message = `'deregistration_delay.timeout_seconds' value '${value}' must be between '0' and '${longestDelay}' inclusive`
  throw new AwsError('InvalidConfigurationRequest', message)
}

export function showAttributes({ attributes }: TargetGroup): TargetGroupAttribute[] {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }))
}
