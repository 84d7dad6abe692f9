import type { Judgement } from '@slipway/outcome'
import type { Check } from './check.ts'
import type { Judged } from './judge.ts'
import { successesNeeded, type Policy } from './policy.ts'
import { lastOf } from './window.ts'

/** `wrong-answer`: endpoints are wrong in different ways. `deadline`: right answers, too few of them in a row. */
export type HealthReason =
  | 'healthy'
  | 'wrong-status'
  | 'wrong-version'
  | 'wrong-body'
  | 'wrong-answer'
  | 'unreachable'
  | 'deadline'

const reasonOf = { status: 'wrong-status', version: 'wrong-version', json: 'wrong-body' } as const satisfies Record<
  Check['kind'],
  HealthReason
>

/**
 * What the last window of every endpoint says when time is over: a wrong answer in one of them fails;
 * silence, or too few right answers, is inconclusive. It never passes.
 */
export function atDeadline(samples: readonly Judged[], policy: Policy): Judgement<HealthReason> {
  const windows = policy.endpoints.map((endpoint) => lastOf(samples, endpoint, successesNeeded(policy)))
  const wrong = windows.flatMap((window) => window.findLast(({ outcome }) => outcome === 'mismatch') ?? [])
  if (wrong.length > 0) return { verdict: 'fail', reason: shared(wrong.map(reason)), message: message(wrong) }
  const silent = windows.filter((window) => window.length > 0 && !window.some(({ outcome }) => outcome === 'good'))
  if (silent.length > 0) {
    return {
      verdict: 'inconclusive',
      reason: 'unreachable',
      message: message(silent.flatMap((one) => one.at(-1) ?? [])),
    }
  }
  const needed = successesNeeded(policy)
  return {
    verdict: 'inconclusive',
    reason: 'deadline',
    message: `no ${needed} good answers in a row before the deadline`,
  }
}

function reason({ results }: Judged): HealthReason {
  const unmet = results.find(({ state }) => state === 'unmet')
  return unmet === undefined ? 'wrong-answer' : reasonOf[unmet.check.kind]
}

function shared(reasons: readonly HealthReason[]): HealthReason {
  const [first, ...rest] = new Set(reasons)
  return first === undefined || rest.length > 0 ? 'wrong-answer' : first
}

function message(samples: readonly Judged[]): string {
  return `at the deadline, ${samples.map(({ endpoint, because }) => `${endpoint}: ${because}`).join('; ')}`
}
