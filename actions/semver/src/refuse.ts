import { Failure } from '@slipway/outcome'
import type { Refusal } from '@slipway/versioning'
import type { SemverErrorCode } from './error.ts'

/** The refusal of a plan as what fails the step. */
export function refuse({ code, message, remedy }: Refusal): Failure<SemverErrorCode> {
  return new Failure(code, message, { remedy })
}
