import type { InputErrorCode } from '@slipway/action-io'
import { Failure } from '@slipway/outcome'

/** The failure for an input that cannot be used, in the words of the rule that it breaks. */
export function refuseInput(message: string, remedy: string): Failure<InputErrorCode> {
  return new Failure('INPUT_INVALID', message, { remedy })
}

/** The failure for an input of lines, one of which cannot be read. `line` counts from 1. */
export function refuseLine(
  name: string,
  { problem, text, line }: { readonly problem: string; readonly text: string; readonly line?: number },
  remedy: string,
): Failure<InputErrorCode> {
  const place = line === undefined ? '' : `, line ${line},`
  return refuseInput(`input ${name}${place} has "${text}": ${problem}`, remedy)
}
