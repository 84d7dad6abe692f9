import type { HistoryRange, Move } from './git.ts'
import { logCommand } from './log-commits.ts'
import type { GitProcess } from './process.ts'
import { nulBatches } from './records.ts'
import { revisions } from './revisions.ts'

/** Exact renames need no contents of files, which a partial clone lacks; empty files are all the same, and tell nothing. */
const options: readonly string[] = [
  '--topo-order',
  '--diff-filter=R',
  '--name-status',
  '--find-renames=100%',
  '--no-rename-empty',
  '--no-ext-diff',
]

/** The files that commits of a range moved, newest first. */
export async function moves(git: GitProcess, range: HistoryRange): Promise<readonly Move[]> {
  const fields: string[] = []
  const stream = git.stream([...logCommand('--format='), ...options, '--stdin'], revisions(range))
  for await (const batch of nulBatches(stream)) fields.push(...batch)
  const found: Move[] = []
  for (let at = 0; at + 2 < fields.length; at += 3) found.push({ from: fields[at + 1] ?? '', to: fields[at + 2] ?? '' })
  return found
}
