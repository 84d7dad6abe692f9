import { Failure } from '@slipway/outcome'
import type { Refusal } from '@slipway/versioning'
import type { SemverErrorCode } from '../error.ts'
import type { PlannedSeries } from './planned-series.ts'

/** The refusal of a plan as what fails the step, with all that was planned: somebody has to find out why. */
export class RefusedPlan extends Failure<SemverErrorCode> {
  /** The commit that was judged. */
  readonly head: string
  readonly planned: readonly Pick<PlannedSeries, 'past' | 'plan'>[]
  readonly warnings: readonly string[]

  constructor({ code, message, remedy }: Refusal, found: Pick<RefusedPlan, 'head' | 'planned' | 'warnings'>) {
    super(code, message, { remedy })
    this.head = found.head
    this.planned = found.planned
    this.warnings = found.warnings
  }
}
