import type { ListedTag } from './git.ts'
import type { GitProcess } from './process.ts'
import { tagReader } from './tag-lines.ts'

/**
 * All tags at once, each with what it leads to through any number of annotations. Whether that is a commit is not looked
 * at: to read thousands of objects takes git many times as long as the list, which it has at hand.
 */
export async function listTags(git: GitProcess): Promise<readonly ListedTag[]> {
  const { take, end } = tagReader()
  // Exit code 1: there is none.
  await git.run(['show-ref', '--tags', '--dereference'], { expected: [1], take })
  return end()
}
