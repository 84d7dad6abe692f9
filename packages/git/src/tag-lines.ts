import type { ListedTag } from './git.ts'

const folder = 'refs/tags/'
const followed = '^{}'

/** Reads a listing of tags in the pieces in which it comes. */
export interface TagReader {
  readonly take: (piece: string) => void
  /** All tags; to be asked for when the last piece was taken. */
  readonly end: () => readonly ListedTag[]
}

/** Lines of a sha and a ref, as `show-ref` and `ls-remote` print them. An annotated tag has two; the second, with `^{}`, is what it leads to. */
export function tagReader(): TagReader {
  const tags = new Map<string, ListedTag>()
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
      return [...tags.values()]
    },
  }
}

function addTag(tags: Map<string, ListedTag>, line: string): void {
  const end = line.search(/[\t ]/)
  if (end === -1 || !line.startsWith(folder, end + 1)) return
  const name = line.slice(end + 1 + folder.length, line.endsWith(followed) ? -followed.length : undefined)
  tags.set(name, { name, commit: line.slice(0, end) })
}
