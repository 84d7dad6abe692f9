import { markdownTable } from '@slipway/action-io'
import type { RangeCommit, VersionPlan } from '@slipway/versioning'
import { count, shortSha, shown } from './foreign-text.ts'
import { byWeight } from './range-order.ts'

/** The range as a table: what decided first, and of every commit why. `limit` rows; the rest is counted. */
export function commitTable(
  { commits, deciding }: Pick<VersionPlan, 'commits' | 'deciding'>,
  limit: number,
  repositoryUrl?: string,
): string {
  if (commits.length === 0 || limit <= 0) return ''
  const rows = byWeight(commits, limit).map((commit) => [
    shortSha(commit.sha, repositoryUrl),
    commit.header === '' ? '_no message_' : shown(commit.header),
    commit.sha === deciding?.sha ? `**${commit.bump}**` : commit.bump,
    why(commit, repositoryUrl),
  ])
  const rest = commits.length - rows.length
  const more = rest > 0 ? `\n\n… and ${count(rest, 'more commit')}.` : ''
  return `${markdownTable(['Commit', 'Message', 'Bump', 'Why'], rows)}${more}`
}

/** The rule, and the line it rests on where that is not the header. */
function why(commit: RangeCommit, repositoryUrl?: string): string {
  const { fate, by, rule, line, lineText, header } = commit
  const other = by === undefined ? 'another commit' : shortSha(by, repositoryUrl)
  if (fate === 'cancelled') return `taken back by ${other}`
  if (fate === 'cancels') return `takes back ${other}`
  if (fate === 'skipped') return 'skipped by `skip-commits`'
  return lineText === header ? rule : `${rule}, line ${line}: ${shown(lineText)}`
}
