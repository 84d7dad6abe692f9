import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { HistoryRange } from './git.ts'
import type { GitProcess } from './process.ts'
import { listed } from './revisions.ts'

/**
 * Whether a range cannot be told where a clone was cut. git shows a commit without parents there and names it in the file
 * `shallow`. Above a `boundary` a range with a base is as it should be whatever lies below.
 */
export async function isCut(
  git: GitProcess,
  directory: string,
  range: HistoryRange,
  boundary: readonly string[],
): Promise<boolean> {
  const shallow = await shallowCommits(git, directory)
  if (shallow.size === 0) return false
  const roots = await listed(git, ['--max-parents=0'], range)
  const ends = [...shallow].filter((sha) => roots.has(sha))
  if (await someCut(git, ends)) return true
  for (const base of boundary.length === 0 ? range.from : []) {
    if (await isHidden(git, base, range, shallow)) return true
  }
  return false
}

async function shallowCommits(git: GitProcess, directory: string): Promise<ReadonlySet<string>> {
  const path = (await git.run(['rev-parse', '--git-path', 'shallow'])).stdout.trim()
  const text = await readFile(resolve(directory, path), 'utf8').catch(() => '')
  return new Set(text.split('\n').filter((sha) => sha !== ''))
}

/**
 * Whether a base may contain a commit of the range, but only by way of what was cut off below the base. Such a commit is
 * older than where it was cut, and does not descend from there.
 */
async function isHidden(
  git: GitProcess,
  base: string,
  range: HistoryRange,
  shallow: ReadonlySet<string>,
): Promise<boolean> {
  const { stdout } = await git.run(['rev-list', '--timestamp', base, '--'])
  const below = stdout.split('\n').map((line) => line.split(' '))
  const ends = below.filter(([, sha = '']) => shallow.has(sha)).toSorted(([a], [b]) => Number(b) - Number(a))
  for (const [date, sha = ''] of ends) {
    const old = await listed(git, [`--min-age=${date}`], range)
    if (old.size === 0) return false
    const after = await listed(git, ['--ancestry-path'], { from: [sha], to: range.to })
    if ([...old].some((each) => !after.has(each)) && (await someCut(git, [sha]))) return true
  }
  return false
}

/** A depth that ends just where history begins puts the start into `shallow`, too, but it has no parents to be cut off from. */
async function someCut(git: GitProcess, shallow: readonly string[]): Promise<boolean> {
  for (const sha of shallow) {
    const { stdout } = await git.run(['cat-file', 'commit', sha])
    if (/^tree [0-9a-f]+\nparent /.test(stdout)) return true
  }
  return false
}
