import { Failure } from '@slipway/outcome'
import { phaseOf } from '@slipway/rollout'
import type { RollbackErrorCode } from './error.ts'
import type { Seen } from './look.ts'
import { isSameRelease } from './release.ts'
import type { Approach } from './rollback-plan.ts'
import { attachTo, stepTo } from './step.ts'

/** To the service revision that `to` names, or to the newest that succeeded with the task definition that it names. */
export function toGiven(seen: Seen, to: string): Approach {
  const { moving, current, settled, proven, named } = seen
  const target = named ?? proven.find((one) => one.taskDefinition === to || one.definition === to)
  if (target === undefined) {
    throw new Failure<RollbackErrorCode>(
      'REVISION_NOT_FOUND',
      `no service revision of this service is ${to}, and no SUCCESSFUL service deployment of it ran that`,
      {
        remedy: 'set to: to a service revision of this service, or leave it empty for the last known good one',
      },
    )
  }
  const isProven = proven.some((one) => isSameRelease(one, target))
  const plan = { current, target, proven: isProven, because: `${to} was asked for` }
  if (current === undefined || !isSameRelease(target, current)) return { ...plan, step: stepTo(seen, target) }
  if (moving === undefined)
    return { ...plan, step: settled ? { kind: 'none', reason: 'already-there' } : { kind: 'deploy' } }
  return { ...plan, step: phaseOf(moving.status) === 'leaving' ? stepTo(seen, target) : attachTo(moving) }
}
