import { readHeader } from '../message/header.ts'
import type { JudgedCommit } from '../judging/judged-commit.ts'
import { pullNumber } from '../message/pull-number.ts'
import { textsOf, withoutPull, type IsOver, type RangeIndex } from './range-index.ts'
import { isGitReversal } from '../message/reversal.ts'

/** What a revert takes back of its range: positions, and whether that is all it takes back. */
export interface Reverted {
  readonly targets: readonly number[]
  readonly complete: boolean
}

/**
 * Finds what the commit at a position takes back: always older than itself. By sha, else by the number of a pull request,
 * else by the header it quotes, and of that the nearest which is not cancelled yet. A sha that is not in the range may be
 * the one a commit had before it was rebased; only a header that is the same to the letter then speaks for the commit.
 */
export function findReverted(index: RangeIndex, at: number, isCancelled: IsOver): Reverted {
  const { reverts } = index.commits[at] ?? {}
  const bySha = (reverts?.shas ?? []).map((sha) => index.withSha(sha).find((each) => each > at))
  const targets = bySha.filter((each) => each !== undefined)
  if (targets.length > 0) return { targets, complete: targets.length === bySha.length }
  // The range is read from its newest commit on, so that what is newer than this one is over for the later ones too.
  const isOver: IsOver = (position) => position <= at || isCancelled(position)
  const byPull =
    reverts?.pull === undefined ? undefined : index.withPull(reverts.pull, isOver).findLast((each) => !isOver(each))
  const found = byPull ?? byHeader(index, at, isOver)
  return { targets: found === undefined ? [] : [found], complete: true }
}

function byHeader(index: RangeIndex, at: number, isOver: IsOver): number | undefined {
  const commit = index.commits[at]
  const quoted = commit?.reverts?.header
  if (commit === undefined || quoted === undefined) return undefined
  const isMeant = meantBy(commit, quoted)
  const pull = pullNumber(quoted)
  const nearest = (ofPull: boolean): number | undefined =>
    textsOf(quoted)
      .map((text) =>
        index.withText(text, isOver).findLast((position) => {
          const target = index.commits[position]
          return !isOver(position) && (!ofPull || target?.pull === pull) && isMeant(target)
        }),
      )
      .reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined)
  return (pull === undefined ? undefined : nearest(true)) ?? nearest(false)
}

/**
 * Whether a commit is the one that a revert quotes: by its whole header, or where no sha is named by what it says. The
 * title of a merged pull request says what the quoted header says; `revert(api): drop v1` and `revert(api): feat: drop v1`
 * mean `feat(api): drop v1`: after the type revert a scope or a type that is not there is any.
 */
function meantBy(commit: JudgedCommit, quoted: string): (target: JudgedCommit | undefined) => boolean {
  const [pull, header] = [pullNumber(quoted), withoutPull(quoted)]
  const parts = readHeader(quoted, 'tolerant')
  const subject = withoutPull(parts?.subject ?? quoted)
  const byType = !isGitReversal(commit.header)
  const scope = parts?.scope ?? (byType ? commit.scope : undefined)
  const exactly = commit.reverts?.shas.length !== 0
  return (target) => {
    if (target === undefined) return false
    if (pull !== undefined && target.pull !== undefined && target.pull !== pull) return false
    if (withoutPull(target.header) === header) return true
    if (exactly || target.type === 'revert' || target.rule === 'squash-bullet') return false
    if (withoutPull(target.subject) !== subject) return false
    if (parts === undefined ? !byType : parts.type !== target.type) return false
    return target.scope === scope || (byType && scope === undefined)
  }
}
