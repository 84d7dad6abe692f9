import { Failure } from '@slipway/outcome'
import type { JudgedCommit, ReleaseTag } from '@slipway/versioning'
import type { Footing } from './footing.ts'
import type { Setting } from './plan-series.ts'
import { judgeRange } from './read-range.ts'

/**
 * Reads what came after the highest release before it is known whether HEAD contains it. It nearly always does, and then
 * one walk has answered both questions: in a long range to ask first would be a second walk of the same length.
 */
export interface ReadAhead {
  /** Whether `head` certainly contains a release; asked once. */
  contains(tag: ReleaseTag): Promise<boolean>
  /** The range of the footing, each commit judged by itself, where it is what was read. */
  range(footing: Footing): readonly JudgedCommit[] | undefined
}

export function readAhead({ history, head, inputs }: Pick<Setting, 'history' | 'head' | 'inputs'>): ReadAhead {
  let read: { readonly base: ReleaseTag; readonly judged: readonly JudgedCommit[] } | undefined
  return {
    async contains(tag) {
      let met = tag.commit === head
      try {
        const judged = await judgeRange(history, { from: [tag.commit], to: head }, inputs, ({ parents }) => {
          met ||= parents.includes(tag.commit)
        })
        if (met) read = { base: tag, judged }
      } catch (error) {
        // The tag may be on a commit that is not here.
        if (!(error instanceof Failure) || error.code !== 'GIT_FAILED') throw error
        return false
      }
      return met
    },
    range: ({ base }) => (base !== undefined && read?.base === base ? read.judged : undefined),
  }
}
