import type { ServiceRevision } from '@slipway/aws/ecs'

/** What will be done, and why; made from reads alone and shown before anything is touched. */
export interface RollbackPlan {
  /** What the service runs, or, with a deployment under way, what that one brings; absent when ECS no longer knows. */
  readonly current: ServiceRevision | undefined
  /** Absent when nothing is known to be good. */
  readonly target: ServiceRevision | undefined
  /** A SUCCESSFUL service deployment made the target. */
  readonly proven: boolean
  /**
   * Tags of the target's definition that have come to mean another image, one text each. Then UpdateService is to name a
   * copy of that definition with images by digest.
   */
  readonly moved: readonly string[]
  readonly step: RollbackStep
  readonly because: string
  /** What belongs to `already-there` and could not be looked at, and why. */
  readonly unseen: readonly string[]
}

export type RollbackStep =
  | { readonly kind: 'none'; readonly reason: 'already-there' | 'no-known-good' }
  /** A deployment of the target is under way already, begun by a run that ended early. */
  | { readonly kind: 'attach'; readonly serviceDeploymentArn: string }
  /**
   * A deployment of something else is under way: stop it, and see where ECS goes back to; `goesBack` when that should
   * be the target, because the service ran it before.
   */
  | { readonly kind: 'undo'; readonly serviceDeploymentArn: string; readonly goesBack: boolean }
  | { readonly kind: 'deploy' }

/** A plan before it is known which tags have moved, and how the service runs what is there already. */
export type Approach = Omit<RollbackPlan, 'moved' | 'unseen'>

/** Whether UpdateService is to name the target; where ECS itself goes back, or is on its way, it is not. */
export function needsUpdate(step: RollbackStep): boolean {
  return step.kind === 'deploy' || (step.kind === 'undo' && !step.goesBack)
}
