import { readHeader } from './header.ts'
import type { JudgedCommit } from './judge-commit.ts'
import { pullNumber } from './pull-number.ts'
import { textsOf, withoutPull, type RangeIndex } from './range-index.ts'
import { isGitReversal } from './reversal.ts'

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
export function findReverted(index: RangeIndex, at: number, isCancelled: (position: number) => boolean): Reverted {
  const { reverts } = index.commits[at] ?? {}
  const older = (positions: readonly number[]): readonly number[] => positions.filter((each) => each > at)
  const bySha = (reverts?.shas ?? []).map((sha) => older(index.withSha(sha))[0])
  const targets = bySha.filter((each) => each !== undefined)
  if (targets.length > 0) return { targets, complete: targets.length === bySha.length }
  const open = (positions: readonly number[]): readonly number[] =>
    older(positions).filter((each) => !isCancelled(each))
  const byPull = reverts?.pull === undefined ? [] : open(index.withPull(reverts.pull))
  const found = byPull[0] ?? byHeader(index, at, open)
  return { targets: found === undefined ? [] : [found], complete: true }
}

function byHeader(
  index: RangeIndex,
  at: number,
  open: (positions: readonly number[]) => readonly number[],
): number | undefined {
  const commit = index.commits[at]
  const quoted = commit?.reverts?.header
  if (commit === undefined || quoted === undefined) return undefined
  const positions = textsOf(quoted)
    .flatMap((text) => open(index.withText(text)))
    .toSorted((a, b) => a - b)
  const meant = positions.filter((position) => isMeant(index.commits[position], commit, quoted))
  const pull = pullNumber(quoted)
  return meant.find((position) => pull !== undefined && index.commits[position]?.pull === pull) ?? meant[0]
}

function isMeant(target: JudgedCommit | undefined, commit: JudgedCommit, quoted: string): boolean {
  if (target === undefined) return false
  const pull = pullNumber(quoted)
  if (pull !== undefined && target.pull !== undefined && target.pull !== pull) return false
  if (withoutPull(target.header) === withoutPull(quoted)) return true
  return commit.reverts?.shas.length === 0 && saysTheSame(target, commit, quoted)
}

/**
 * The title of a merged pull request says what the quoted header says; `revert(api): drop v1` and `revert(api): feat: drop
 * v1` mean `feat(api): drop v1`: after the type revert a scope or a type that is not there is any.
 */
function saysTheSame(target: JudgedCommit, commit: JudgedCommit, quoted: string): boolean {
  const parts = readHeader(quoted, 'tolerant')
  const byType = !isGitReversal(commit.header)
  if (target.type === undefined || target.type === 'revert' || target.rule === 'squash-bullet') return false
  if (withoutPull(target.subject) !== withoutPull(parts?.subject ?? quoted)) return false
  if (parts === undefined ? !byType : parts.type !== target.type) return false
  const scope = parts?.scope ?? (byType ? commit.scope : undefined)
  return target.scope === scope || (byType && scope === undefined)
}
