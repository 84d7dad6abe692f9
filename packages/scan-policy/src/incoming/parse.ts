import { Failure } from '@slipway/outcome'
import { shortened, type Place } from './place.ts'

/** Characters; more than any image's report has, and few enough to be read within seconds. */
export const longestReport: number = 100_000_000
/** Levels of lists and objects; real reports have about ten. */
const deepest = 200

/** @throws {Failure} REPORT_INVALID for what is not JSON, or could not be read in bounded time and memory. */
export function parse(text: string, name: string): Place {
  const report = shortened(name)
  if (text.length > longestReport) {
    throw invalid(`report ${report} has ${text.length} characters; at most ${longestReport} are read`)
  }
  if (text.trim() === '') throw invalid(`report ${report} is empty`)
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (depthOf(json) > deepest) throw invalid(`report ${report} nests lists and objects more than ${deepest} deep`)
  try {
    return { value: JSON.parse(json) as unknown, key: name }
  } catch (error) {
    throw invalid(`report ${report} is not JSON: ${shortened(error instanceof Error ? error.message : '')}`, error)
  }
}

/** How deep the brackets of a text nest, those in strings aside; it stops where that is known to be too deep. */
function depthOf(json: string): number {
  let depth = 0
  let most = 0
  for (let at = 0; at < json.length && most <= deepest; at += 1) {
    const character = json.charCodeAt(at)
    if (character === 0x22) at = endOfString(json, at)
    else if (character === 0x5b || character === 0x7b) most = Math.max(most, ++depth)
    else if (character === 0x5d || character === 0x7d) depth -= 1
  }
  return most
}

/** Where the string that begins at `start` has its closing quote; the text's end where it has none. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const character = json.charCodeAt(at)
    if (character === 0x5c) at += 1
    else if (character === 0x22) return at
  }
  return json.length
}

function invalid(message: string, cause?: unknown): Failure<'REPORT_INVALID'> {
  const remedy = 'write the report with the scanner’s own JSON or SARIF output, and let it finish'
  return new Failure('REPORT_INVALID', message, cause === undefined ? { remedy } : { remedy, cause })
}
