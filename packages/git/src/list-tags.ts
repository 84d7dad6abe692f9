import type { ListedTag } from './git.ts'
import type { GitProcess } from './process.ts'
import { tagsIn } from './tag-lines.ts'

const options = ['--tags', '--dereference'] as const

/** Exit code 1: there is nothing to list. */
const expected = [1] as const

/**
 * All tags at once, each with what it leads to through any number of annotations. Whether that is a commit is not looked
 * at: to read thousands of objects takes git many times as long as the list, which it has at hand.
 */
export async function listTags(git: GitProcess): Promise<readonly ListedTag[]> {
  return tagsIn((await git.runAside(['show-ref', ...options], { expected })).toString())
}

export interface HeadAndTags {
  /** `undefined` where HEAD is no commit. */
  readonly head: string | undefined
  readonly tags: readonly ListedTag[]
}

/** HEAD may lead to an annotated tag: the second line is the commit then. */
const headLines = /^([0-9a-f]+) HEAD\n(?:([0-9a-f]+) HEAD\^\{\}\n)?/

/** The same with HEAD, which comes first. */
export async function listHeadAndTags(git: GitProcess): Promise<HeadAndTags> {
  const listing = (await git.runAside(['show-ref', '--head', ...options], { expected })).toString()
  const [, named, followed = named] = headLines.exec(listing) ?? []
  return { head: followed, tags: tagsIn(listing) }
}
