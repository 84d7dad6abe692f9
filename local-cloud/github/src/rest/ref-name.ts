import { tryGit } from '../git.ts'
import type { Repository } from '../state.ts'
import { invalid } from './github-error.ts'

/** Refuses what git or GitHub would not take as the name of a ref. */
export async function checkRefName({ path }: Repository, ref: string): Promise<void> {
  if (!/^refs\/[^/]+\/./.test(ref)) {
    throw invalid("Reference name must start with 'refs' and have at least two slashes.")
  }
  if ((await tryGit(path, ['check-ref-format', ref])) === undefined) {
    throw invalid(`${ref} is not a valid ref name.`)
  }
}
