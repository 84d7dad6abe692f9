import type { Judgement } from '@slipway/outcome'
import { answersOf } from './answers.ts'
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
  | 'unreadable'
  | 'unreachable'
  | 'deadline'

const reasonOf = { status: 'wrong-status', version: 'wrong-version', json: 'wrong-body' } as const satisfies Record<
  Check['kind'],
  HealthReason
>

/**
 * What the last window of every endpoint says when time is over: a wrong answer in one of them fails;
 * silence, answers that cannot be read, or too few right ones, are inconclusive. It never passes.
 */
export function atDeadline(samples: readonly Judged[], policy: Policy): Judgement<HealthReason> {
  const windows = policy.endpoints.map((endpoint) => lastOf(samples, endpoint, successesNeeded(policy)))
  const wrong = windows.flatMap((window) => window.findLast(({ outcome }) => outcome === 'mismatch') ?? [])
  if (wrong.length > 0) return { verdict: 'fail', reason: shared(wrong.map(reason)), message: message(wrong, samples) }
  const unseen = windows.filter((window) => !window.some(({ outcome }) => outcome === 'good'))
  const last = unseen.flatMap((window) => window.at(-1) ?? [])
  if (last.length === 0) return { verdict: 'inconclusive', reason: 'deadline', message: tooFew(samples, policy) }
  const unreadable = last.every(({ outcome }) => outcome === 'unreadable')
  return { verdict: 'inconclusive', reason: unreadable ? 'unreadable' : 'unreachable', message: message(last, samples) }
}

function tooFew(samples: readonly Judged[], policy: Policy): string {
  const probed = policy.endpoints.filter((endpoint) => lastOf(samples, endpoint, 1).length > 0)
  const answers = probed.map((endpoint) => `; ${endpoint} ${answersOf(samples, endpoint)}`)
  return `no ${successesNeeded(policy)} good answers in a row before the deadline${answers.join('')}`
}

function reason({ results }: Judged): HealthReason {
  const unmet = results.find(({ state }) => state === 'unmet')
  return unmet === undefined ? 'wrong-answer' : reasonOf[unmet.check.kind]
}

function shared(reasons: readonly HealthReason[]): HealthReason {
  const [first, ...rest] = new Set(reasons)
  return first === undefined || rest.length > 0 ? 'wrong-answer' : first
}

function message(telling: readonly Judged[], samples: readonly Judged[]): string {
  const seen = telling.map(({ endpoint, because }) => `${endpoint}: ${because} ${answersOf(samples, endpoint)}`)
  return `at the deadline, ${seen.join('; ')}`
}
