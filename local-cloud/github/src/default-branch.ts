import { git } from './git.ts'
import type { Repository } from './state.ts'

/** Its name, also where nothing has been pushed to it yet. */
export async function defaultBranch({ path }: Pick<Repository, 'path'>): Promise<string> {
  return (await git(path, ['symbolic-ref', '--short', 'HEAD'])).trim()
}
