import type { ListedTag } from './git.ts'

const folder = 'refs/tags/'
const followed = '^{}'
/** A tab is below it. */
const blank = 0x20

/** Reads a listing of tags in the pieces in which it comes. */
export interface TagReader {
  readonly take: (piece: string) => void
  /** All tags; to be asked for when the last piece was taken. */
  readonly end: () => readonly ListedTag[]
}

/**
 * Lines of a sha and a ref, as `show-ref` and `ls-remote` print them. An annotated tag has two, one after the other; the
 * second, with `^{}`, is what it leads to.
 */
export function tagReader(): TagReader {
  const tags: ListedTag[] = []
  let open = ''
  const take = (piece: string): void => {
    const lines = (open + piece).split('\n')
    open = lines.pop() ?? ''
    for (const line of lines) addTag(tags, line)
  }
  return {
    take,
    end() {
      take('\n')
      return tags
    },
  }
}

function addTag(tags: ListedTag[], line: string): void {
  const start = line.indexOf(folder)
  if (start < 1 || line.charCodeAt(start - 1) > blank) return
  const isFollowed = line.endsWith(followed)
  const name = line.slice(start + folder.length, isFollowed ? -followed.length : undefined)
  if (isFollowed && tags.at(-1)?.name === name) tags.pop()
  tags.push({ name, commit: line.slice(0, start - 1) })
}
