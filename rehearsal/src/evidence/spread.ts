import type { Spread } from './evidence.ts'

/** Percent of the traffic that `commit` has. */
export function shareOf(spread: Spread | undefined, commit: string): number {
  return spread?.percent.get(commit) ?? 0
}

/** The largest share that `commit` ever had. */
export function peakShare(spreads: readonly Spread[], commit: string): number {
  return Math.max(0, ...spreads.map((spread) => shareOf(spread, commit)))
}

/** When `commit` first had any traffic; undefined when it never had. */
export function firstServed(spreads: readonly Spread[], commit: string): number | undefined {
  return spreads.find((spread) => shareOf(spread, commit) > 0)?.at
}

/** Weights of target groups as percent by commit; groups with the same commit count together. */
export function percentages(
  weights: readonly { readonly targetGroupArn: string; readonly weight: number }[],
  commitOf: (targetGroupArn: string) => string,
): ReadonlyMap<string, number> {
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  const percent = new Map<string, number>()
  for (const { targetGroupArn, weight } of weights) {
    if (weight === 0) continue
    const commit = commitOf(targetGroupArn)
    percent.set(commit, (percent.get(commit) ?? 0) + (100 * weight) / total)
  }
  return percent
}
