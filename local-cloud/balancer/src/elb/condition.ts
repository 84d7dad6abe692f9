import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

/** When a rule applies. All conditions of a rule must hold; one of a condition's values is enough. */
export type Condition =
  | { readonly field: 'path-pattern' | 'host-header' | 'http-request-method'; readonly values: readonly string[] }
  | { readonly field: 'http-header'; readonly name: string; readonly values: readonly string[] }
  | { readonly field: 'query-string'; readonly values: readonly { readonly key?: string; readonly value: string }[] }

export function readConditions(conditions: readonly RuleCondition[] | undefined): Condition[] {
  return (conditions ?? []).map(readCondition)
}

function readCondition(condition: RuleCondition): Condition {
  const { Field: field = '', Values: plain } = condition
  refuseRegex(condition)
  switch (field) {
    case 'path-pattern':
      return { field, values: some(field, condition.PathPatternConfig?.Values ?? plain) }
    case 'host-header':
      return { field, values: some(field, condition.HostHeaderConfig?.Values ?? plain) }
    case 'http-request-method':
      return { field, values: some(field, condition.HttpRequestMethodConfig?.Values) }
    case 'http-header':
      return readHeader(condition)
    case 'query-string': {
      const pairs = some(field, condition.QueryStringConfig?.Values)
      return {
        field,
        values: pairs.map(({ Key, Value = '' }) => (Key === undefined ? { value: Value } : { key: Key, value: Value })),
      }
    }
    default:
      throw unsupportedHere(`there are no conditions on the field '${field}' here`)
  }
}

function readHeader({ HttpHeaderConfig: config }: RuleCondition): Condition {
  const name = config?.HttpHeaderName
  if (name === undefined || name === '') {
    throw new AwsError('ValidationError', "A condition on the field 'http-header' must have an HttpHeaderName")
  }
  return { field: 'http-header', name, values: some('http-header', config?.Values) }
}

function some<Value>(field: string, values: readonly Value[] | undefined): readonly Value[] {
  if (values !== undefined && values.length > 0) return values
  throw new AwsError('ValidationError', `A condition on the field '${field}' must have at least one value`)
}

function refuseRegex(condition: RuleCondition): void {
  const configs = [condition, condition.PathPatternConfig, condition.HostHeaderConfig, condition.HttpHeaderConfig]
  if (configs.every((config) => (config?.RegexValues ?? []).length === 0)) return
  throw unsupportedHere('conditions match no RegexValues here, only Values with the wildcards * and ?')
}

export function showCondition(condition: Condition): RuleCondition {
  switch (condition.field) {
    case 'path-pattern':
      return {
        Field: condition.field,
        Values: [...condition.values],
        PathPatternConfig: { Values: [...condition.values] },
      }
    case 'host-header':
      return {
        Field: condition.field,
        Values: [...condition.values],
        HostHeaderConfig: { Values: [...condition.values] },
      }
    case 'http-request-method':
      return { Field: condition.field, HttpRequestMethodConfig: { Values: [...condition.values] } }
    case 'http-header': {
      const HttpHeaderConfig = { HttpHeaderName: condition.name, Values: [...condition.values] }
      return { Field: condition.field, HttpHeaderConfig }
    }
    case 'query-string': {
      const Values = condition.values.map(({ key, value }) =>
        key === undefined ? { Value: value } : { Key: key, Value: value },
      )
      return { Field: condition.field, QueryStringConfig: { Values } }
    }
  }
}
