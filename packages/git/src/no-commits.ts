import type { GitProcess } from './process.ts'

/** What git answers for an object that is here; for one that is not it says `<sha> missing`. */
const found = /^([0-9a-f]+) (?:tree|blob|tag)$/

/** Those of the objects that are here and are no commits: a tag may be on a tree, or on a file. */
export async function noCommits(git: GitProcess, shas: readonly string[]): Promise<ReadonlySet<string>> {
  if (shas.length === 0) return new Set()
  const { stdout } = await git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: shas })
  return new Set(stdout.split('\n').flatMap((line) => found.exec(line)?.[1] ?? []))
}
