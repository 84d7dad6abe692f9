import type { ListedTag } from './git.ts'

const folder = 'refs/tags/'
const followed = '^{}'
/** A tab is below it. */
const blank = 0x20

/**
 * The tags of a listing with lines of a sha and a ref, as `show-ref` and `ls-remote` print them. An annotated tag has
 * two, one after the other; the second, with `^{}`, is what it leads to.
 */
export function tagsIn(listing: string): readonly ListedTag[] {
  const tags: ListedTag[] = []
  let start = 0
  for (let end = listing.indexOf('\n'); end !== -1; end = listing.indexOf('\n', start)) {
    addTag(tags, listing, start, end)
    start = end + 1
  }
  addTag(tags, listing, start, listing.length)
  return tags
}

/** A sha has 40 digits, or 64. */
function addTag(tags: ListedTag[], text: string, from: number, to: number): void {
  const blankAt = from + (text.startsWith(folder, from + 41) ? 40 : 64)
  const start = blankAt + 1 + folder.length
  if (start > to || text.charCodeAt(blankAt) > blank || !text.startsWith(folder, blankAt + 1)) return
  const isFollowed = to - start > followed.length && text.startsWith(followed, to - followed.length)
  const name = text.slice(start, isFollowed ? to - followed.length : to)
  if (isFollowed && tags.at(-1)?.name === name) tags.pop()
  tags.push({ name, commit: text.slice(from, blankAt) })
}
