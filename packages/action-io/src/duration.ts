const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const
/** Milliseconds, 596 h: what a timer can wait, and what keeps every wait finite. */
const longest = 2 ** 31 - 1

/**
 * Milliseconds of `250ms`, `5s`, `10m`, `1.5h`; `undefined` when the text is no duration, or is one above 596 h.
 * A number without a unit is refused: seconds and minutes are too easily confused.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text.trim())
  if (match === null) return undefined
  const ms = Math.round(Number(match[1]) * units[match[2] as keyof typeof units])
  return ms <= longest ? ms : undefined
}

/** A duration for people: `850 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}
