import type { Report } from '@slipway/action-io'
import { contract } from './contract.ts'
import type { Result } from './result.ts'
import { annotations } from './report/annotations.ts'
import { outputs } from './report/outputs.ts'
import { summary } from './report/summary.ts'

/** Result -> outputs, summary and annotations, and the line that fails a step whose image was not accepted. */
export function report(result: Result): Report {
  const { accepted, reason, message } = result
  return {
    outputs: outputs(result),
    summary: summary(result),
    annotations: annotations(result),
    ...(accepted ? {} : { failure: `${contract.name}: ${message} (${reason})` }),
  }
}
