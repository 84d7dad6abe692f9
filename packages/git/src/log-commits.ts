import { Failure } from '@slipway/outcome'
import type { GitErrorCode } from './error.ts'
import { wordsOf } from './history-unavailable.ts'
import type { CommitsOptions, LoggedCommit } from './git.ts'
import type { GitProcess } from './process.ts'
import { nulBatches } from './records.ts'

/** What a configuration may say about a log, said again, so that nothing of it changes what is read. */
const configured: readonly string[] = ['log.mailmap=false', 'log.showRoot=true', 'diff.relative=false'].flatMap(
  (setting) => ['-c', setting],
)

const options: readonly string[] = ['--encoding=UTF-8', '--no-show-signature', '--no-color', '--no-notes']

/** No path is empty: the empty field before each record ends the paths of the record before it. */
const format = '--format=%x00%H%x00%P%x00%B'
const fieldsBeforePaths = 4

/** A log whose records end in NUL bytes. */
export function logCommand(format: string): readonly string[] {
  return [...configured, 'log', '-z', format, ...options]
}

/** `%B` is the message as it was written; neither it nor a path can hold the NUL that separates. */
export async function* logCommits(
  git: GitProcess,
  revisions: readonly string[],
  { paths = false, topological = false }: CommitsOptions,
): AsyncGenerator<readonly LoggedCommit[]> {
  const order = topological ? ['--topo-order'] : []
  const diff = paths ? await diffOptions(git) : []
  const stream = git.stream([...logCommand(format), ...order, ...diff, '--stdin'], revisions)
  try {
    yield* batches(stream)
  } catch (error) {
    throw paths && wordsOf(error).includes('promisor remote') ? treesMissing(error) : error
  }
}

/** A partial clone has trees fetched when they are asked for, as its configuration lets it. */
function treesMissing(cause: unknown): Failure<GitErrorCode> {
  return new Failure(
    'HISTORY_UNAVAILABLE',
    'the checkout is a partial clone, and the trees that it lacks cannot be fetched',
    {
      remedy: 'leave out filter at actions/checkout, or let it keep its credentials (persist-credentials)',
      cause,
    },
  )
}

async function* batches(stream: AsyncIterable<Buffer>): AsyncGenerator<readonly LoggedCommit[]> {
  let open: readonly string[] = []
  for await (const fields of nulBatches(stream)) {
    const { commits, rest } = takeCommits(open.length === 0 ? fields : [...open, ...fields])
    if (commits.length > 0) yield commits
    open = rest
  }
  const { commits } = takeCommits([...open, ''])
  if (commits.length > 0) yield commits
}

/** Whole records; the last one is whole only when the next one has begun. */
function takeCommits(fields: readonly string[]): {
  readonly commits: readonly LoggedCommit[]
  readonly rest: readonly string[]
} {
  const commits: LoggedCommit[] = []
  let start = 0
  for (;;) {
    let end = start + fieldsBeforePaths
    while (end < fields.length && fields[end] !== '') end += 1
    if (end >= fields.length) return { commits, rest: fields.slice(start) }
    commits.push(commitOf(fields, start, end))
    start = end
  }
}

const noPaths: readonly string[] = []

/** git puts a line feed before the first path. */
function commitOf(fields: readonly string[], start: number, end: number): LoggedCommit {
  const [sha = '', parents = '', message = ''] = [fields[start + 1], fields[start + 2], fields[start + 3]]
  if (end === start + fieldsBeforePaths) return { sha, parents, message, paths: noPaths }
  const paths = fields.slice(start + fieldsBeforePaths, end)
  paths[0] = (paths[0] ?? '').slice(1)
  return { sha, parents, message, paths }
}

/** Against the first parent, without looking for renames, which would need the contents of files. */
async function diffOptions(git: GitProcess): Promise<readonly string[]> {
  const known = ['--name-only', '--no-renames', '--no-ext-diff', '--ignore-submodules=none']
  return (await git.knows(2, 31)) ? [...known, '--diff-merges=first-parent'] : known
}
