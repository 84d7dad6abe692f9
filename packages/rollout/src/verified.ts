import type { Observation } from './plan.ts'
import type { HookDetail } from './service-deployment.ts'

/**
 * Whether a deployment was verified at its PAUSE hooks: `true` by this run; `earlier`: its hooks ended SUCCEEDED before
 * this run came; `false`: neither, or only in part.
 */
export type Verified = 'true' | 'earlier' | 'false'

export function verified({ deployment, handled, overBefore }: Observation): Verified {
  const here = [...handled.values()].flatMap(({ verification }) => verification ?? [])
  if (here.some(({ verdict }) => verdict !== 'pass')) return 'false'
  const others = pausesOf(deployment?.hooks ?? []).filter(
    ({ hookId }) => handled.get(hookId)?.verification === undefined,
  )
  if (others.some((hook) => !isProven(hook) || overBefore?.has(hook.hookId) !== true)) return 'false'
  if (here.length > 0) return 'true'
  return others.length > 0 ? 'earlier' : 'false'
}

/** The same of a deployment that is over, from its hooks alone. */
export function verifiedEarlier(hooks: readonly HookDetail[]): boolean {
  const pauses = pausesOf(hooks)
  return pauses.length > 0 && pauses.every(isProven)
}

/** What a pass says when a verification was asked for and this run did not make it. */
export function withoutVerification(state: Exclude<Verified, 'true'>): string {
  return state === 'earlier'
    ? 'it was verified earlier: its PAUSE hook ended SUCCEEDED before this run'
    : 'NOT VERIFIED: neither this run nor a PAUSE hook before it has verified this deployment; run health-verify to probe it'
}

function pausesOf(hooks: readonly HookDetail[]): readonly HookDetail[] {
  return hooks.filter(({ targetType }) => targetType === 'PAUSE')
}

function isProven({ status }: HookDetail): boolean {
  return status === 'SUCCEEDED'
}
