import type { Beginning } from '@slipway/local-cloud-frame/context'
import { runningChildren, type RunningChildren } from './children.ts'
import type { Comment } from './comment.ts'
import type { Failure } from './failures.ts'
import type { Pull } from './pull.ts'
import type { Release } from './release.ts'
import type { RepositorySettings } from './repository-settings.ts'

/** A repository on GitHub: what git holds is in the bare repository at `path`, the rest is here. */
export interface Repository {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly path: string
  readonly createdAt: Date
  settings: RepositorySettings
  readonly releases: Release[]
  /** The release that was made the latest one, as long as it may be. */
  latest: Release | undefined
  /** Tag names that an immutable release has used, for good. */
  readonly burned: Set<string>
  /** By number. */
  readonly pulls: Map<number, Pull>
  readonly comments: Comment[]
  /** Refs as they were last written down. */
  refs: ReadonlyMap<string, string>
  /** Settles when what changes the repository now is done: one change at a time. */
  busy: Promise<unknown>
}

export interface GithubState {
  /** The only token that is taken. */
  readonly token: string
  /** By `owner/name` in lower case. */
  readonly repositories: Map<string, Repository>
  /** Scripted failures that are still to come. */
  readonly failures: Failure[]
  readonly children: RunningChildren
  /** Makes coming REST calls fail; see `Failure`. */
  fail(failure: Failure): void
}

export function createGithubState(beginning: Beginning): GithubState {
  const failures: Failure[] = []
  const children = runningChildren()
  beginning.onStop(() => children.stop())
  return {
    token: 'local-cloud-token',
    repositories: new Map(),
    failures,
    children,
    fail: (failure) => void failures.push({ ...failure }),
  }
}
