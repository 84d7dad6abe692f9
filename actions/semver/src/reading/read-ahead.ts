import { Failure } from '@slipway/outcome'
import type { ReleaseTag } from '@slipway/versioning'
import type { RunContext } from '../run-context.ts'
import { judgeRange, type JudgedRange } from './read-range.ts'
import { recentRange, walkRange } from './walk-range.ts'

/**
 * Reads what came after the highest release before it is known whether HEAD contains it. It nearly always does, and then
 * one walk has answered both questions: in a long range to ask first would be a second walk of the same length.
 */
export interface ReadAhead {
  /** Whether `head` certainly contains a release; asked once. */
  contains(tag: ReleaseTag): Promise<boolean>
  /** The range since the base, each commit judged by itself, where it is what was read. */
  range(past: { readonly base: ReleaseTag | undefined }): JudgedRange | undefined
}

export function readAhead({ history, head, inputs }: Pick<RunContext, 'history' | 'head' | 'inputs'>): ReadAhead {
  let read: { readonly base: ReleaseTag; readonly judged: JudgedRange } | undefined
  return {
    async contains(tag) {
      const judged = await readSince({ history, head, inputs }, tag.commit).catch(notHere)
      if (judged !== undefined) read = { base: tag, judged }
      return judged !== undefined
    },
    range: ({ base }) => (base !== undefined && read?.base === base ? read.judged : undefined),
  }
}

/** What came after a commit; `undefined` where `head` does not contain it, as far as that can be seen. */
async function readSince(
  { history, head, inputs }: Pick<RunContext, 'history' | 'head' | 'inputs'>,
  base: string,
): Promise<JudgedRange | undefined> {
  const recent = history.recent?.()
  const near = recent && recentRange({ ...recent, commits: await recent.commits }, { base, head }, inputs)
  if (near !== undefined) return near
  if (history.walk !== undefined) return walkRange(history.walk, { base, head }, inputs)
  let met = base === head
  const judged = await judgeRange(history, { from: [base], to: head }, inputs, ({ parents }) => {
    met ||= parents.includes(base)
  })
  return met ? judged : undefined
}

/** The tag may be on a commit that is not here. */
function notHere(error: unknown): undefined {
  if (!(error instanceof Failure) || error.code !== 'GIT_FAILED') throw error
}
