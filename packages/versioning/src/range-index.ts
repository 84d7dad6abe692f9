import { readHeader } from './header.ts'
import type { JudgedCommit } from './judge-commit.ts'
import { isMergedPull } from './pull-number.ts'
import type { RangeContext } from './range-commit.ts'

/** How much of a sha tells commits apart: what git abbreviates to at least. */
const shaStart = 7

/** Where the commits are that somebody speaks of: by position in the range, newest first. */
export interface RangeIndex {
  readonly commits: readonly JudgedCommit[]
  withSha(start: string): readonly number[]
  withPull(pull: number): readonly number[]
  /** Those whose header, or whose subject, is this text, whatever pull request's number follows. */
  withText(text: string): readonly number[]
  /** The merges of pull requests that have a conventional title. */
  readonly titled: readonly number[]
}

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
  const titled: number[] = []
  if (shas.size + pulls.size + texts.size > 0) {
    for (const [at, { sha, pull, header, type, subject }] of commits.entries()) {
      shas.get(sha.slice(0, shaStart))?.push(at)
      if (pull !== undefined) pulls.get(pull)?.push(at)
      if (type !== undefined && isMergedPull(header)) titled.push(at)
      const [whole, end] = [withoutPull(header), withoutPull(subject)]
      texts.get(whole)?.push(at)
      if (end !== whole) texts.get(end)?.push(at)
    }
  }
  return {
    commits,
    withSha: (start) => (shas.get(start.slice(0, shaStart)) ?? []).filter((at) => commits[at]?.sha.startsWith(start)),
    withPull: (pull) => pulls.get(pull) ?? [],
    withText: (text) => texts.get(text) ?? [],
    titled,
  }
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
