import { Failure } from '@slipway/outcome'
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
  try {
    return tagsIn((await git.runAside(['show-ref', ...options], { expected })).toString())
  } catch (error) {
    // It ends at the first ref that is broken.
    if (error instanceof Failure && error.code === 'GIT_FAILED') return listOneByOne(git)
    throw error
  }
}

/** What git says of a ref that it passes by, because of its content or its name. */
const passedBy = /^warning: ignoring (?:broken ref|ref with broken name) refs\/tags\/(.+)$/gm

/** The same where refs are broken: each is followed by itself, and one that leads to nothing has no commit. */
async function listOneByOne(git: GitProcess): Promise<readonly ListedTag[]> {
  const { stdout, complaint } = await git.run(['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/tags'])
  const names = stdout.split('\n').filter((name) => name !== '')
  const broken = [...complaint.matchAll(passedBy)].map(([, name = '']) => ({ name, commit: undefined }))
  if (names.length === 0) return broken
  const input = names.map((name) => `refs/tags/${name}^{}`)
  const followed = (await git.run(['cat-file', '--batch-check=%(objectname)'], { input })).stdout.split('\n')
  const commitOf = (line = ''): string | undefined => (/^[0-9a-f]+$/.test(line) ? line : undefined)
  return [...names.map((name, index) => ({ name, commit: commitOf(followed[index]) })), ...broken]
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
