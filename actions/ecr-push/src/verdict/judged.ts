import type { GateEnd } from '@slipway/scan-policy'
import { explain } from '../gate/gate.ts'
import type { PushInputs } from '../inputs.ts'
import { conflictAdvice } from '../promotion/conflict-advice.ts'
import type { Judged } from '../result.ts'

/** The gate's verdict as that of the run. */
export function judgedBy(end: GateEnd, inputs: PushInputs): Judged {
  const { verdict, reason, accepted } = end
  return { verdict, reason, message: explain(end, inputs), accepted }
}

/** Tags that never move are on another digest. */
export function conflicting(message: string, tags: readonly string[]): Judged {
  return { verdict: 'fail', reason: 'tag-conflict', message: `${message}; ${conflictAdvice(tags)}`, accepted: false }
}
