import { refuseInput, type InputErrorCode } from '@slipway/action-io'
import type { Failure } from '@slipway/outcome'

/** The failure for an input of lines, one of which cannot be read. `line` counts from 1. */
export function refuseLine(
  name: string,
  { problem, text, line }: { readonly problem: string; readonly text: string; readonly line?: number },
  remedy: string,
): Failure<InputErrorCode> {
  const place = line === undefined ? '' : `, line ${line},`
  return refuseInput(`input ${name}${place} has "${text}": ${problem}`, remedy)
}
