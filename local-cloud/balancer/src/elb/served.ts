/** One request, as the load balancer's metrics see it. */
export interface ServedRequest {
  readonly loadBalancerArn: string
  /** Undefined where no target was chosen: the load balancer answered by itself. */
  readonly targetGroupArn: string | undefined
  /** The target's status; the load balancer's own where `byTarget` is false. */
  readonly status: number
  readonly byTarget: boolean
  /** From the request's last byte sent to the first byte of the answer; seconds, wall-clock. */
  readonly seconds: number
}

export interface Totals {
  readonly requests: number
  /** Answers of targets by hundreds: `targetStatus[5]` counts 5XX. */
  readonly targetStatus: readonly number[]
  /** Answers of the load balancer itself by hundreds. */
  readonly balancerStatus: readonly number[]
  readonly seconds: { readonly sum: number; readonly min: number; readonly max: number; readonly count: number }
}

/** Whose requests are meant; what is not given does not matter. */
export interface ServedBy {
  readonly loadBalancerArn?: string
  readonly targetGroupArn?: string
}

export interface ServedLog {
  record(request: ServedRequest): void
  /** What was served from one moment (inclusive) to another (exclusive); epoch milliseconds. */
  between(from: number, to: number, by: ServedBy): Totals
}

/** Requests are kept one by one: alarms look at short spans, and the oldest are forgotten. */
const limit = 200_000

export function servedLog(): ServedLog {
  let entries: (ServedRequest & { readonly at: number })[] = []
  return {
    record(request) {
      entries.push({ ...request, at: Date.now() })
      if (entries.length > limit) entries = entries.slice(limit / 2)
    },
    between(from, to, by) {
      const chosen = since(entries, from).filter(
        (entry) =>
          entry.at < to &&
          (by.loadBalancerArn ?? entry.loadBalancerArn) === entry.loadBalancerArn &&
          (by.targetGroupArn ?? entry.targetGroupArn) === entry.targetGroupArn,
      )
      return total(chosen)
    },
  }
}

/** Entries are in the order of time: the first that matters is found from the end. */
function since<Entry extends { readonly at: number }>(entries: readonly Entry[], from: number): readonly Entry[] {
  const before = entries.findLastIndex(({ at }) => at < from)
  return entries.slice(before + 1)
}

function total(requests: readonly ServedRequest[]): Totals {
  const targetStatus = [0, 0, 0, 0, 0, 0]
  const balancerStatus = [0, 0, 0, 0, 0, 0]
  const times: number[] = []
  for (const { status, byTarget, seconds } of requests) {
    const counts = byTarget ? targetStatus : balancerStatus
    const hundreds = Math.floor(status / 100)
    counts[hundreds] = (counts[hundreds] ?? 0) + 1
    if (byTarget) times.push(seconds)
  }
  const sum = times.reduce((one, other) => one + other, 0)
  const min = times.reduce((one, other) => Math.min(one, other), Infinity)
  const max = times.reduce((one, other) => Math.max(one, other), 0)
  const requestsToTargets = requests.filter(({ targetGroupArn }) => targetGroupArn !== undefined).length
  return { requests: requestsToTargets, targetStatus, balancerStatus, seconds: { sum, min, max, count: times.length } }
}
