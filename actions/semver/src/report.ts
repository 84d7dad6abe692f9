import type { Report } from '@slipway/action-io'
import type { SemverResult } from './result.ts'
import { annotationsOf, lintFailure } from './report/annotations.ts'
import { outputs } from './report/outputs.ts'
import { summary } from './report/summary.ts'

export { commitsFile } from './report/commits-file.ts'
export { notesFile } from './report/notes-file.ts'
export { refusedReport } from './report/refused-report.ts'
export { commentMarker, pullComment, type PullComment } from './report/pull-comment.ts'

/**
 * Result -> outputs, summary, annotations, and the failure of a lint that found something. `repositoryUrl` is that of
 * its page on GitHub, for links.
 */
export function report(result: SemverResult, repositoryUrl?: string): Report {
  const failure = lintFailure(result)
  return {
    outputs: outputs(result),
    summary: summary(result, repositoryUrl),
    annotations: annotationsOf(result),
    ...(failure === undefined ? {} : { failure }),
  }
}
