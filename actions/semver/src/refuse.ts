import { Failure } from '@slipway/outcome'
import type { Refusal } from '@slipway/versioning'
import type { SemverErrorCode } from './error.ts'
import type { PlannedSeries } from './plan-series.ts'

/** The refusal of a plan as what fails the step, with all that was planned: somebody has to find out why. */
export class RefusedPlan extends Failure<SemverErrorCode> {
  /** The commit that was judged. */
  readonly head: string
  readonly planned: readonly Pick<PlannedSeries, 'footing' | 'plan'>[]

  constructor({ code, message, remedy }: Refusal, { head, planned }: Pick<RefusedPlan, 'head' | 'planned'>) {
    super(code, message, { remedy })
    this.head = head
    this.planned = planned
  }
}
