import { tryGit } from '../git.ts'
import type { Repository } from '../state.ts'

/** `commit`, `tag`, `tree` or `blob`; undefined where the repository has no such object, or the name is no full SHA. */
export async function objectType({ path }: Repository, sha: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{40}$/.test(sha)) return undefined
  return (await tryGit(path, ['cat-file', '-t', sha]))?.trim()
}
