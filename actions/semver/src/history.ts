import type { Move, Tag } from '@slipway/versioning'

/** The commits that `to` contains and none of `from` does; without `from` the whole history of `to`. */
export interface Range {
  readonly from: readonly string[]
  readonly to: string
}

export interface HistoryCommit {
  readonly sha: string
  /** Shas, blank-separated. */
  readonly parents: string
  readonly message: string
  /** Empty unless asked for. */
  readonly paths: readonly string[]
}

/** A commit as a walk meets it. */
export interface WalkedCommit extends Pick<HistoryCommit, 'sha' | 'parents' | 'message'> {
  /** When it was committed, in seconds. */
  readonly date: number
  /** The author's name and address, a line each. */
  readonly author: string
}

export interface RecentCommits {
  /** If there are fewer, they are the whole history, or could not be read. */
  readonly most: number
  readonly commits: Promise<Iterable<WalkedCommit>>
}

export interface Person {
  readonly name: string
  readonly email: string
  /** The account behind the address, where the source knows it. */
  readonly login?: string | undefined
}

/** A history that can be asked, wherever it is: in a checkout, in what a fetch completed, or at GitHub. */
export interface History {
  head(): Promise<string>
  tags(): Promise<readonly Tag[]>
  /** Whether `descendant` contains `commit`; a commit contains itself. */
  isAncestor(commit: string, descendant: string): Promise<boolean>
  /** In batches, newest first. */
  commits(
    range: Range,
    options?: { readonly paths?: boolean; readonly topological?: boolean },
  ): AsyncIterable<readonly HistoryCommit[]>
  /** All that these commits contain, the newest by date first, at once; `undefined` where it is not cheap to leave early. */
  readonly walk?: ((tips: readonly string[]) => AsyncIterable<readonly WalkedCommit[]>) | undefined
  /** The newest commits of HEAD in the same order, where they were read before; to be had once. */
  readonly recent?: () => RecentCommits | undefined
  shas(range: Range): Promise<ReadonlySet<string>>
  /** What a merge commit brought in: not in its first parent. */
  brings(merge: string): Promise<ReadonlySet<string>>
  authors(shas: readonly string[]): Promise<ReadonlyMap<string, Person>>
  /** Those of the objects that are here and are no commits; absent where tags lead to commits only. */
  readonly noCommits?: (shas: readonly string[]) => Promise<ReadonlySet<string>>
  /** The files that the commits of a range moved, newest first; absent where paths are not known. */
  readonly moves?: (range: Range) => Promise<readonly Move[]>
  /** Those of the places, each `commit:path`, where the commit has something; absent where paths are not known. */
  readonly present?: (places: readonly string[]) => Promise<ReadonlySet<string>>
}

export type { Move }

/** Whether a commit is there: it contains itself then. */
export function has({ isAncestor }: Pick<History, 'isAncestor'>, commit: string): Promise<boolean> {
  return isAncestor(commit, commit)
}

/** A clone on disk, which may be shallow. */
export interface Checkout extends History {
  isShallow(): Promise<boolean>
  /** Whether the range runs into where a shallow clone was cut. */
  cut(range: Range): Promise<boolean>
}
