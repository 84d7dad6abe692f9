import type { WalkedCommit } from './git.ts'
import { logCommand } from './log-commits.ts'
import type { GitProcess } from './process.ts'
import { nulBatches } from './records.ts'

/** Two fields a record, of which only the message can be long: what is short shares one. */
const format = '--format=%H %ct %P%n%an%n%ae%x00%B'

export async function* walkCommits(git: GitProcess, tips: readonly string[]): AsyncGenerator<readonly WalkedCommit[]> {
  let open: string | undefined
  for await (const fields of nulBatches(git.stream([...logCommand(format), '--stdin'], [...tips, '--']))) {
    const commits: WalkedCommit[] = []
    for (const field of fields) {
      if (open === undefined) open = field
      else {
        commits.push(walked(open, field))
        open = undefined
      }
    }
    if (commits.length > 0) yield commits
  }
}

/** The newest commits of HEAD in the order of a walk, so many at most. */
export async function recentCommits(git: GitProcess, most: number): Promise<Iterable<WalkedCommit>> {
  return recordsIn(await git.runAside([...logCommand(format), `--max-count=${most}`, 'HEAD', '--']))
}

/** Read when they are asked for: who looks for the last release hardly needs all. */
function* recordsIn(bytes: Buffer): Generator<WalkedCommit> {
  let start = 0
  for (;;) {
    const middle = bytes.indexOf(0, start)
    const end = bytes.indexOf(0, middle + 1)
    if (middle === -1 || end === -1) return
    yield walked(bytes.toString('utf8', start, middle), bytes.toString('utf8', middle + 1, end))
    start = end + 1
  }
}

function walked(head: string, message: string): WalkedCommit {
  const end = head.indexOf(' ')
  const endOfDate = head.indexOf(' ', end + 1)
  const date = Number(head.slice(end + 1, endOfDate)) || 0
  const endOfParents = head.indexOf('\n', endOfDate)
  const parents = head.slice(endOfDate + 1, endOfParents)
  return { sha: head.slice(0, end), parents, message, date, author: head.slice(endOfParents + 1) }
}
