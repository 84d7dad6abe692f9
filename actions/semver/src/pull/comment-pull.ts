import { Failure } from '@slipway/outcome'
import type { RunContext } from '../run-context.ts'
import { commentMarker, pullComment, type PullComment } from '../report.ts'
import type { PullPreview } from '../result.ts'

/** Keeps the comment up to date. A preview does not fail where that cannot be done: the summary says the same. */
export async function commentPull(
  { inputs, ports: { github, log } }: Pick<RunContext, 'inputs' | 'ports'>,
  found: PullComment,
): Promise<PullPreview['comment']> {
  if (!inputs.comment || inputs.pull === undefined || github === undefined) return 'off'
  try {
    const state = await github.pulls.comment(inputs.pull.number, commentMarker, pullComment(found))
    if (state === 'forbidden') log.info('the token may not comment here: the summary says the same')
    return state
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log.warning(`${error.message}: the summary says the same`)
    return 'failed'
  }
}
