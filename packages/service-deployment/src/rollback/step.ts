import type { PastDeployment } from '@slipway/rollout'
import type { Seen } from './look.ts'
import { isSameRelease, type Release } from './release.ts'
import type { RollbackStep } from './rollback-plan.ts'

/** What brings a release that is neither there nor on its way. */
export function stepTo({ moving, serving }: Seen, target: Release): RollbackStep {
  if (moving === undefined) return { kind: 'deploy' }
  const goesBack = serving !== undefined && isSameRelease(target, serving)
  return { kind: 'undo', serviceDeploymentArn: moving.arn, goesBack }
}

/** What is under way brings it. */
export function attachTo({ arn }: PastDeployment): RollbackStep {
  return { kind: 'attach', serviceDeploymentArn: arn }
}
