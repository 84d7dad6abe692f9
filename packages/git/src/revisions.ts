import type { HistoryRange } from './git.ts'
import type { GitProcess } from './process.ts'

/** One a line, as `--stdin` takes them: there may be more than a command line holds. */
export const revisions = ({ from, to }: HistoryRange): readonly string[] => [
  to,
  ...from.map((base) => `^${base}`),
  '--',
]

/** The commits of a range, newest first. */
export async function listed(
  git: GitProcess,
  options: readonly string[],
  range: HistoryRange,
): Promise<ReadonlySet<string>> {
  const { stdout } = await git.run(['rev-list', ...options, '--stdin'], { input: revisions(range) })
  return new Set(stdout.split('\n').filter((line) => line !== ''))
}
