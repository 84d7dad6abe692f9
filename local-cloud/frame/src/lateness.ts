/** How late this process was with what it had to do: on a machine that is too busy its event loop turns seldom. */
export interface Lateness {
  /** Between two moments, epoch milliseconds. */
  between(from: number, to: number): Late
  stop(): void
}

export interface Late {
  /** Milliseconds that something due had to wait at most. */
  readonly worstMs: number
  /** Of the whole time, the part in which something due had to wait noticeably: 0 to 1. */
  readonly share: number
}

/** Wall milliseconds between two looks at the clock. */
const lookMs = 20
/** Wall milliseconds that a client does not notice. */
const unnoticedMs = 50
/** So many late turns are remembered: days of a machine that is quiet, an hour of one that is not. */
const kept = 50_000

export function loopLateness(): Lateness {
  let turns: { readonly at: number; readonly lateMs: number }[] = []
  let looked = performance.now()
  const look = (): void => {
    const now = performance.now()
    const lateMs = now - looked - lookMs
    looked = now
    if (lateMs >= unnoticedMs) turns.push({ at: Date.now(), lateMs })
    if (turns.length > kept) turns = turns.slice(kept / 2)
  }
  const timer = setInterval(look, lookMs)
  timer.unref()
  return {
    between(from, to) {
      look()
      const late = turns.filter(({ at, lateMs }) => at >= from && at - lateMs < to).map(({ lateMs }) => lateMs)
      const sum = late.reduce((one, other) => one + other, 0)
      return { worstMs: Math.max(0, ...late), share: Math.min(1, sum / Math.max(1, to - from)) }
    },
    stop: () => clearInterval(timer),
  }
}
