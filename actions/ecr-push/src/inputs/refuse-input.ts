import type { InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'

/** Inputs that are fine each, but cannot be meant together. */
export function refuseInput(message: string, remedy: string): Failure<InputErrorCode> {
  return new Failure<InputErrorCode>('INPUT_INVALID', message, { remedy })
}
