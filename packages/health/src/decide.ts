import type { Decision, Judgement } from '@slipway/outcome'
import { atDeadline, type HealthReason } from './at-deadline.ts'
import type { Judged } from './judge.ts'
import { intervalAfter, longestMs, successesNeeded, type Policy } from './policy.ts'
import { inARow, lastOf } from './window.ts'

/** Probe every endpoint once, side by side. */
export interface ProbeAll {
  readonly kind: 'probe'
  /** What each probe may take, in milliseconds. */
  readonly timeoutMs: number
}

export type HealthDecision = Decision<ProbeAll, Judgement<HealthReason>>

/** A last probe gets at least this long, so that a deadline is not mistaken for silence; in milliseconds. */
const leastTimeout = 1000

/**
 * What to do next about the samples so far (any order of endpoints, oldest first). Passes only when every endpoint
 * has its successes in a row; a wrong answer is asked again until the deadline, since old and new tasks answer side by
 * side while a deployment moves; what a rule forbids to reach ends at once.
 */
export function decide(samples: readonly Judged[], policy: Policy, now: number): HealthDecision {
  const ended = healthy(samples, policy) ?? blocked(samples) ?? expired(samples, policy, now)
  if (ended !== undefined) return { kind: 'end', end: ended, because: ended.message }
  const because = progress(samples, policy)
  const ms = Math.min(dueAt(samples, policy), policy.deadline) - now
  if (ms > 0) return { kind: 'wait', ms, because }
  const timeoutMs = Math.min(policy.attemptTimeoutMs, Math.max(policy.deadline - now, leastTimeout))
  return { kind: 'act', command: { kind: 'probe', timeoutMs }, because }
}

function healthy(samples: readonly Judged[], policy: Policy): Judgement<HealthReason> | undefined {
  const needed = successesNeeded(policy)
  const good = policy.endpoints.map((endpoint) => inARow(samples, endpoint, 'good', needed) >= needed)
  if (good.length === 0 || good.includes(false)) return undefined
  const seen = policy.endpoints.map((endpoint) => `${endpoint}: ${lastOf(samples, endpoint, 1)[0]?.because}`)
  return { verdict: 'pass', reason: 'healthy', message: `${needed} in a row; ${seen.join('; ')}` }
}

function blocked(samples: readonly Judged[]): Judgement<HealthReason> | undefined {
  const sample = samples.findLast(({ outcome }) => outcome === 'blocked')
  if (sample === undefined) return undefined
  return { verdict: 'inconclusive', reason: 'unreachable', message: `${sample.endpoint}: ${sample.because}` }
}

function expired(samples: readonly Judged[], policy: Policy, now: number): Judgement<HealthReason> | undefined {
  return !(now < policy.deadline) || policy.endpoints.length === 0 ? atDeadline(samples, policy) : undefined
}

/**
 * The time of the next round in epoch milliseconds: an interval after the newest sample, later where an answer asked for
 * it, at once for the first. Who asks for more time than there is would turn a service that is well by then into a failure.
 */
function dueAt(samples: readonly Judged[], policy: Policy): number {
  const newest = policy.endpoints.flatMap((endpoint) => lastOf(samples, endpoint, 1))
  const silent = policy.endpoints.map((endpoint) => inARow(samples, endpoint, 'unreachable', 3))
  const round = Math.max(...newest.map(({ at }) => at)) + intervalAfter(policy, samples.length, Math.max(...silent))
  const asked = Math.max(...newest.map(({ at, retryAfterMs = 0 }) => at + retryAfterMs))
  return Math.max(round, Math.min(asked, policy.deadline - longestMs(policy)))
}

/** The worst endpoint in one line; the same line while nothing changes. */
function progress(samples: readonly Judged[], policy: Policy): string {
  if (samples.length === 0) return `probing ${policy.endpoints.join(', ')}`
  const needed = successesNeeded(policy)
  const rows = policy.endpoints.map((endpoint) => ({
    endpoint,
    count: inARow(samples, endpoint, 'good', needed),
    seen: lastOf(samples, endpoint, 1)[0]?.because ?? 'not yet probed',
  }))
  const { endpoint, count, seen } = rows.reduce((worst, row) => (row.count < worst.count ? row : worst))
  return `${count} of ${needed} in a row: ${endpoint}: ${seen}`
}
