/**
 * Smooth weighted choice: in every run of as many choices as the weights add up to, each key comes exactly as often
 * as its weight says, spread out evenly. A key of weight 0 never comes.
 */
export function weightedChoice(weights: ReadonlyMap<string, number>): () => string | undefined {
  const shares = [...weights].filter(([, weight]) => weight > 0).map(([key, weight]) => ({ key, weight, credit: 0 }))
  const total = shares.reduce((sum, { weight }) => sum + weight, 0)
  return () => {
    for (const share of shares) share.credit += share.weight
    const richest = shares.reduce<(typeof shares)[number] | undefined>(
      (best, share) => (best === undefined || share.credit > best.credit ? share : best),
      undefined,
    )
    if (richest === undefined) return undefined
    richest.credit -= total
    return richest.key
  }
}
