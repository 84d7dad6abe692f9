export interface CvssEntry {
  readonly version?: string | undefined
  readonly baseScore?: number | undefined
}

/**
 * The base score to judge by: the highest of CVSS 3 and later, where scorers differ; of CVSS 2 only when there is no
 * later one, because its scale is another.
 */
export function baseScore(entries: readonly CvssEntry[]): number | undefined {
  const scores = entries.flatMap(({ version = '', baseScore: score }) =>
    score === undefined || !(score >= 0 && score <= 10) ? [] : [{ later: !version.startsWith('2'), score }],
  )
  const later = scores.filter((one) => one.later)
  const counting = later.length > 0 ? later : scores
  return counting.length === 0 ? undefined : Math.max(...counting.map(({ score }) => score))
}
