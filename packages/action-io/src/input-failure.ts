import { Failure } from '@slipway/outcome'

export type InputErrorCode = 'INPUT_MISSING' | 'INPUT_INVALID'

/** The failure for an input that is needed and was not given. */
export function missingInput(name: string, remedy = `set ${name} under with:`): Failure<InputErrorCode> {
  return new Failure('INPUT_MISSING', `input ${name} is empty`, { remedy })
}

/** The failure for an input that cannot be used; `wanted` is what it should have been, after "which is not". */
export function invalidInput(name: string, value: string, wanted: string): Failure<InputErrorCode> {
  return refuseInput(`input ${name} is "${value}", which is not ${wanted}`, `set ${name} to ${wanted}`)
}

/** The failure for what an action refuses by a rule of its own, such as inputs that cannot be meant together. */
export function refuseInput(message: string, remedy: string): Failure<InputErrorCode> {
  return new Failure('INPUT_INVALID', message, { remedy })
}
