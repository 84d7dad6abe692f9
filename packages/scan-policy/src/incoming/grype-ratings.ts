import { between, items, optionalMember, optionalName, member, type Place } from './place.ts'

/** The highest CVSS base score of the records; CVSS 2 counts only where there is no newer one. */
export function grypeScore(records: readonly Place[]): number | undefined {
  const rated = records.flatMap((record) => items(record, 'cvss')).flatMap((rating) => scored(rating))
  const newer = rated.filter(({ version }) => !version.startsWith('2'))
  const counting = newer.length > 0 ? newer : rated
  return highest(counting.map(({ score }) => score))
}

/** Probability, 0 to 1. */
export function grypeEpss(records: readonly Place[]): number | undefined {
  return highest(records.flatMap((record) => items(record, 'epss')).map((at) => between(member(at, 'epss'), 0, 1)))
}

/** Grype lists entries of CISA's catalogue; a report of a version that does not know the catalogue says nothing. */
export function grypeKnownExploited(records: readonly Place[]): true | undefined {
  return records.some((record) => items(record, 'knownExploited').length > 0) || undefined
}

function scored(rating: Place): readonly { readonly version: string; readonly score: number }[] {
  const metrics = optionalMember(rating, 'metrics')
  const score = metrics === undefined ? undefined : optionalMember(metrics, 'baseScore')
  if (score === undefined) return []
  const value = between(score, 0, 10)
  return value === 0 ? [] : [{ version: optionalName(rating, 'version') ?? '', score: value }]
}

function highest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((most, number) => Math.max(most, number))
}
