import type { ServiceRevision } from '@slipway/aws/ecs'
import { phaseOf } from '@slipway/rollout'
import type { Seen } from './look.ts'
import { isSameRelease, type Release } from './release.ts'
import type { Approach, RollbackStep } from './rollback-plan.ts'
import { attachTo, stepTo } from './step.ts'

/**
 * Undoes the newest step forward: what is under way is stopped, what was deployed gives way to the release before it.
 * What ECS, or an earlier run, has undone already needs nothing more.
 */
export function toLastKnownGood(seen: Seen): Approach {
  const { moving, current, serving, settled, releases } = seen
  if (moving !== undefined && isGoingBack(seen)) {
    const because = `a service deployment back to ${name(current)}, which ran before, is under way already`
    return { current: serving, target: current, proven: true, step: attachTo(moving), because }
  }
  const undone = moving === undefined ? undoneAlready(seen) : undefined
  if (undone !== undefined) {
    const step: RollbackStep = { kind: 'none', reason: 'already-there' }
    return { current, target: serving, proven: true, step, because: undone }
  }
  const leavesTop = moving === undefined ? settled : phaseOf(moving.status) === 'leaving' && stoodBefore(seen, current)
  const target = (leavesTop ? releases.slice(0, -1) : releases).at(-1)
  if (target === undefined) {
    const because = `no SUCCESSFUL service deployment of the last 90 days made anything but ${name(current)}`
    return { current, target, proven: false, step: { kind: 'none', reason: 'no-known-good' }, because }
  }
  const because = `${target.arn} is the last service revision that a SUCCESSFUL deployment made before ${current?.arn ?? 'this'}`
  return { current, target, proven: true, step: stepTo(seen, target), because }
}

/** Whether what is under way brings back something that ran before: another run of a rollback, not a release. */
function isGoingBack({ moving, current, serving, settled, releases }: Seen): boolean {
  if (moving === undefined || current === undefined || phaseOf(moving.status) === 'leaving') return false
  const isServed = settled && serving !== undefined && isSameRelease(serving, current)
  return !isServed && releases.some((one) => isSameRelease(one, current))
}

/**
 * Why nothing is left to undo. A rollback by ECS undid a release, unless what it took back was itself the way back to a
 * release that stands: then the service still runs what was to be left.
 */
function undoneAlready(seen: Seen): string | undefined {
  const { serving, settled, rolledBack, left } = seen
  if (serving === undefined || !settled) return undefined
  const further = 'name another one with to: to go further back'
  if (rolledBack !== undefined) {
    const { arn, release } = rolledBack
    return stoodBefore(seen, release)
      ? undefined
      : `ECS has rolled ${arn} back already, to ${name(serving)}; ${further}`
  }
  return left === undefined ? undefined : `the service has gone back from ${name(left)} already; ${further}`
}

/** Whether a release stands below the newest one: coming to it was the way back. */
function stoodBefore({ releases }: Seen, release: Release | undefined): boolean {
  return release !== undefined && releases.slice(0, -1).some((one) => isSameRelease(one, release))
}

function name(revision: ServiceRevision | undefined): string {
  return revision === undefined ? 'what runs now' : `${revision.arn} (${revision.taskDefinition})`
}
