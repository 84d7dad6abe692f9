import { readHeader } from '../message/header.ts'
import type { JudgedCommit } from '../judging/judged-commit.ts'
import { isMergedPull } from '../message/pull-number.ts'
import type { RangeContext } from '../judging/range-commit.ts'
import type { Reversal } from '../message/reversal.ts'

/** How much of a sha tells commits apart: what git abbreviates to at least. */
const shaStart = 7

/** Where the commits are that somebody speaks of: by position in the range, which is newest first. */
export interface RangeIndex {
  readonly commits: readonly JudgedCommit[]
  /** Of those that take something back; newest first. */
  readonly reverting: readonly number[]
  /** Newest first. */
  withSha(this: void, start: string): readonly number[]
  /** Oldest first, without the newest that are over for good. */
  withPull(this: void, pull: number, isOver: IsOver): readonly number[]
  /** Those whose header or subject is this text, whatever pull request's number follows; oldest first, as above. */
  withText(this: void, text: string, isOver: IsOver): readonly number[]
  /** The merges of pull requests whose conventional title has this subject. */
  titled(this: void, subject: string): readonly number[]
}

/** Looks at the commits of a range as they come, newest first. */
export interface RangeIndexer {
  add(this: void, commit: JudgedCommit): void
  /** Of these commits, which are those that were looked at. */
  indexOf(this: void, commits: readonly JudgedCommit[]): RangeIndex
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

/**
 * Finds what is spoken of in the one pass in which the commits come, and keeps nothing of the rest: a commit speaks of
 * older ones only, which come after it.
 */
export function rangeIndexer({ skip, broughtBy }: RangeContext): RangeIndexer {
  const [shas, pulls, texts]: [Found<string>, Found<number>, Found<string>] = [new Map(), new Map(), new Map()]
  const titles: Found<string> = new Map()
  const reverting: number[] = []
  const mayBeMeant = glancer()
  let count = 0
  for (const sha of skip) shas.set(sha.slice(0, shaStart).toLowerCase(), [])
  for (const brought of broughtBy.values()) for (const sha of brought) shas.set(sha.slice(0, shaStart), [])
  const find = (commit: JudgedCommit, at: number): void => {
    const { sha, header, pull } = commit
    if (shas.size > 0) shas.get(sha.slice(0, shaStart))?.push(at)
    if (pull !== undefined && pulls.size > 0) pulls.get(pull)?.push(at)
    const whole = withoutPull(header)
    if (!mayBeMeant(commit, header, whole)) return
    const { type, subject } = commit
    const end = withoutPull(subject)
    texts.get(whole)?.push(at)
    if (end !== whole) texts.get(end)?.push(at)
    if (type !== undefined && isMergedPull(header)) put(titles, end, at)
  }
  const want = (reverts: Reversal): void => {
    for (const sha of reverts.shas) expect(shas, sha.slice(0, shaStart))
    if (reverts.pull !== undefined) expect(pulls, reverts.pull)
    if (reverts.header === undefined) return
    for (const text of textsOf(reverts.header)) {
      mayBeMeant.add(text)
      expect(texts, text)
    }
  }
  return {
    add(commit) {
      const at = count
      count += 1
      if (shas.size + pulls.size + texts.size > 0) find(commit, at)
      if (commit.reverts === undefined) return
      reverting.push(at)
      want(commit.reverts)
    },
    indexOf(commits) {
      const [ofPull, ofText] = [oldestFirst(pulls), oldestFirst(texts)]
      return {
        commits,
        reverting,
        withSha: (start) =>
          (shas.get(start.slice(0, shaStart)) ?? []).filter((at) => commits[at]?.sha.startsWith(start)),
        withPull: (pull, isOver) => withoutOver(ofPull.get(pull), isOver),
        withText: (text, isOver) => withoutOver(ofText.get(text), isOver),
        titled: (subject) => titles.get(subject) ?? [],
      }
    },
  }
}

/** The same of a whole range. */
export function rangeIndex(commits: readonly JudgedCommit[], context: RangeContext): RangeIndex {
  const { add, indexOf } = rangeIndexer(context)
  for (const commit of commits) add(commit)
  return indexOf(commits)
}

/** Characters at the end of a text. */
const glance = 4

interface Glancer {
  (commit: Pick<JudgedCommit, 'lineText'>, header: string, whole: string): boolean
  /** One text more. */
  add(text: string): void
}

/**
 * Whether a commit may have one of the texts, or the title of a merge. A subject is the end of its header, unless another
 * line decided: few have to be read.
 */
function glancer(): Glancer {
  const ends = new Set<string>()
  let isShort = false
  const mayBeMeant = ({ lineText }: Pick<JudgedCommit, 'lineText'>, header: string, whole: string): boolean =>
    isShort ||
    ends.has(whole.slice(-glance)) ||
    (whole !== header && ends.has(header.slice(-glance))) ||
    lineText !== header ||
    isMergedPull(header)
  const add = (text: string): void => {
    ends.add(text.slice(-glance))
    isShort ||= text.length < glance
  }
  return Object.assign(mayBeMeant, { add })
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

function expect<Key>(found: Found<Key>, key: Key): void {
  if (!found.has(key)) found.set(key, [])
}

/** A copy, of which the end can be taken off. */
function oldestFirst<Key>(found: Found<Key>): Found<Key> {
  return new Map([...found].map(([key, positions]) => [key, positions.toReversed()]))
}
