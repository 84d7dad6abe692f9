import { unsupportedHere } from '@slipway/local-cloud-frame/input'
import { invalid } from './validation.ts'

/** What a filter is held against; a list is met by any of its items. */
export type Facts = Readonly<Record<string, string | number | Date | readonly string[] | undefined>>

/** StringFilter, NumberFilter and DateFilter in one. */
export interface Filter {
  readonly comparison?: string | undefined
  readonly value?: string | undefined
  readonly lowerInclusive?: number | undefined
  readonly upperInclusive?: number | undefined
  readonly startInclusive?: Date | undefined
  readonly endInclusive?: Date | undefined
}

/** Filters by the name of the criterion. */
export type Criteria = Readonly<Record<string, readonly Filter[]>>

/** Refuses criteria that `known` lacks by name, and lists of no filter or more than ten. */
export function readCriteria(operation: string, criteria: object = {}, known: readonly string[]): Criteria {
  const given = criteria as Criteria
  for (const [name, filters] of Object.entries(given)) {
    if (!known.includes(name)) throw unsupportedHere(`inspector2 ${operation} does not filter by "${name}" here`)
    if (filters.length < 1 || filters.length > 10) throw invalid(`filterCriteria.${name}`, 'must have 1 to 10 filters')
  }
  return given
}

/**
 * Every criterion must be met, each by any of its filters; of NOT_EQUALS all must hold.
 * https://docs.aws.amazon.com/inspector/v2/APIReference/API_FilterCriteria.html
 */
export function meets(facts: Facts, criteria: Criteria): boolean {
  return Object.entries(criteria).every(([name, filters]) => {
    const fact = facts[name]
    const excluding = filters.filter(({ comparison }) => comparison === 'NOT_EQUALS')
    const including = filters.filter(({ comparison }) => comparison !== 'NOT_EQUALS')
    if (excluding.some(({ value }) => textsOf(fact).includes(value ?? ''))) return false
    return including.length === 0 || including.some((filter) => meetsOne(fact, filter))
  })
}

function meetsOne(fact: Facts[string], filter: Filter): boolean {
  const { comparison, value = '' } = filter
  if (comparison === 'EQUALS') return textsOf(fact).includes(value)
  if (comparison === 'PREFIX') return textsOf(fact).some((text) => text.startsWith(value))
  const at = fact instanceof Date ? fact.getTime() : fact
  if (typeof at !== 'number') return false
  const from = filter.lowerInclusive ?? filter.startInclusive?.getTime() ?? -Infinity
  const to = filter.upperInclusive ?? filter.endInclusive?.getTime() ?? Infinity
  return from <= at && at <= to
}

function textsOf(fact: Facts[string]): readonly string[] {
  if (typeof fact === 'string') return [fact]
  return Array.isArray(fact) ? (fact as readonly string[]) : []
}
