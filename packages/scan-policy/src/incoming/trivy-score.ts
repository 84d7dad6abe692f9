import { between, entries, optionalMember, optionalName, type Place } from './place.ts'

/**
 * One CVSS score out of those of several sources: that of the source the severity is from, otherwise NVD's, otherwise the
 * highest. CVSS 2 counts only where nobody gives a newer one.
 */
export function trivyScore(at: Place): number | undefined {
  const sources = new Map(entries(at, 'CVSS').map((source) => [String(source.key), scoresOf(source)]))
  const preferred = [optionalName(at, 'SeveritySource'), 'nvd'].map((source) => sources.get(source ?? ''))
  const all = [...preferred, { newer: highest(sources, 'newer'), two: highest(sources, 'two') }]
  return (
    all.find((scores) => scores?.newer !== undefined)?.newer ?? all.find((scores) => scores?.two !== undefined)?.two
  )
}

interface Scores {
  readonly newer: number | undefined
  readonly two: number | undefined
}

function scoresOf(source: Place): Scores {
  const [four, three, two] = ['V40Score', 'V3Score', 'V2Score'].map((key) => scoreOf(source, key))
  return { newer: most([four, three]), two }
}

/** Go writes 0 where there is no score. */
function scoreOf(source: Place, key: string): number | undefined {
  const found = optionalMember(source, key)
  return found === undefined ? undefined : between(found, 0, 10) || undefined
}

function highest(sources: ReadonlyMap<string, Scores>, key: keyof Scores): number | undefined {
  return most([...sources.values()].map((scores) => scores[key]))
}

function most(scores: readonly (number | undefined)[]): number | undefined {
  const given = scores.filter((score) => score !== undefined)
  return given.length === 0 ? undefined : given.reduce((most, score) => Math.max(most, score))
}
