import type { JsonObject } from '@slipway/aws/ecs'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
