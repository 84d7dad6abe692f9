import type { ListedTag } from './git.ts'

const folder = 'refs/tags/'
const followed = '^{}'

/** Lines of a sha and a ref, as `show-ref` and `ls-remote` print them. An annotated tag has two; the second, with `^{}`, is what it leads to. */
export function readTagLines(listing: string): readonly ListedTag[] {
  const tags = new Map<string, ListedTag>()
  for (const line of listing.split('\n')) {
    const end = line.search(/[\t ]/)
    if (end === -1 || !line.startsWith(folder, end + 1)) continue
    const name = line.slice(end + 1 + folder.length, line.endsWith(followed) ? -followed.length : undefined)
    tags.set(name, { name, commit: line.slice(0, end) })
  }
  return [...tags.values()]
}
