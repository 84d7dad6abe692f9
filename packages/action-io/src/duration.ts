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
