import { readHeader } from './header.ts'
import type { JudgedCommit } from './judge-commit.ts'
import { isMergedPull } from './pull-number.ts'
import type { RangeContext } from './range-commit.ts'

/** How much of a sha tells commits apart: what git abbreviates to at least. */
const shaStart = 7

/** Where the commits are that somebody speaks of: by position in the range, which is newest first. */
export interface RangeIndex {
  readonly commits: readonly JudgedCommit[]
  /** Newest first. */
  withSha(this: void, start: string): readonly number[]
  /** Oldest first, without the newest that are over for good. */
  withPull(this: void, pull: number, isOver: IsOver): readonly number[]
  /** Those whose header or subject is this text, whatever pull request's number follows; oldest first, as above. */
  withText(this: void, text: string, isOver: IsOver): readonly number[]
  /** The merges of pull requests whose conventional title has this subject. */
  titled(this: void, subject: string): readonly number[]
}

/** Whether nobody will ask for the commit at a position any more. */
export type IsOver = (position: number) => boolean

/** A header or a subject without the number of a pull request at its end. */
export function withoutPull(text: string): string {
  return text.endsWith(')') ? text.replace(/ \(#\d+\)$/, '') : text
}

/** The texts by which the commit of a quoted header may be found. */
export function textsOf(quoted: string): readonly string[] {
  const subject = readHeader(quoted, 'tolerant')?.subject
  return subject === undefined ? [withoutPull(quoted)] : [withoutPull(quoted), withoutPull(subject)]
}

type Found<Key> = Map<Key, number[]>

/** Finds in one pass what is spoken of, and keeps nothing of the rest. */
export function rangeIndex(commits: readonly JudgedCommit[], context: RangeContext): RangeIndex {
  const { shas, pulls, texts } = wanted(commits, context)
  const titles: Found<string> = new Map()
  const mayBeMeant = glancer([...texts.keys()])
  if (shas.size + pulls.size + texts.size > 0) {
    for (let at = commits.length - 1; at >= 0; at -= 1) {
      const commit = commits[at]
      if (commit === undefined) continue
      const { sha, header } = commit
      shas.get(sha.slice(0, shaStart))?.push(at)
      if (pulls.size > 0 && commit.pull !== undefined) pulls.get(commit.pull)?.push(at)
      const whole = withoutPull(header)
      if (!mayBeMeant(commit, header, whole)) continue
      const { type, subject } = commit
      const end = withoutPull(subject)
      texts.get(whole)?.push(at)
      if (end !== whole) texts.get(end)?.push(at)
      if (type !== undefined && isMergedPull(header)) put(titles, end, at)
    }
  }
  return {
    commits,
    withSha: (start) =>
      (shas.get(start.slice(0, shaStart)) ?? []).filter((at) => commits[at]?.sha.startsWith(start)).toReversed(),
    withPull: (pull, isOver) => withoutOver(pulls.get(pull), isOver),
    withText: (text, isOver) => withoutOver(texts.get(text), isOver),
    titled: (subject) => titles.get(subject) ?? [],
  }
}

/** Characters at the end of a text. */
const glance = 4

/**
 * Whether a commit may have one of the texts, or the title of a merge. A subject is the end of its header, unless another
 * line decided: few have to be read.
 */
function glancer(
  texts: readonly string[],
): (commit: Pick<JudgedCommit, 'lineText'>, header: string, whole: string) => boolean {
  const ends = new Set(texts.map((text) => text.slice(-glance)))
  const isShort = texts.some((text) => text.length < glance)
  return ({ lineText }, header, whole) =>
    isShort ||
    ends.has(whole.slice(-glance)) ||
    (whole !== header && ends.has(header.slice(-glance))) ||
    lineText !== header ||
    isMergedPull(header)
}

function put(found: Found<string>, key: string, at: number): void {
  const positions = found.get(key)
  if (positions === undefined) found.set(key, [at])
  else positions.push(at)
}

/** Takes the end off for good, so that a header of which there are many is not searched from the start each time. */
function withoutOver(positions: number[] | undefined, isOver: IsOver): readonly number[] {
  let last = positions?.at(-1)
  while (last !== undefined && isOver(last)) {
    positions?.pop()
    last = positions?.at(-1)
  }
  return positions ?? []
}

interface Wanted {
  readonly shas: Found<string>
  readonly pulls: Found<number>
  readonly texts: Found<string>
}

function wanted(commits: readonly JudgedCommit[], { skip, broughtBy }: RangeContext): Wanted {
  const found: Wanted = { shas: new Map(), pulls: new Map(), texts: new Map() }
  for (const sha of skip) found.shas.set(sha.slice(0, shaStart).toLowerCase(), [])
  for (const brought of broughtBy.values()) for (const sha of brought) found.shas.set(sha.slice(0, shaStart), [])
  for (const { reverts } of commits) {
    if (reverts === undefined) continue
    for (const sha of reverts.shas) found.shas.set(sha.slice(0, shaStart), [])
    if (reverts.pull !== undefined) found.pulls.set(reverts.pull, [])
    if (reverts.header !== undefined) for (const text of textsOf(reverts.header)) found.texts.set(text, [])
  }
  return found
}
