import type { Log } from '@slipway/outcome'
import type { GitHubCompare, GitHubPulls, GitHubReleases, GitHubTags } from '@slipway/github'
import type { ReleaseTag, Tag } from '@slipway/versioning'
import type { Checkout, History } from './history.ts'

/** Everything outside that a run talks to. */
export interface SemverPorts {
  readonly sources: HistorySources
  /** `undefined` where there is no token or no repository, which only a preview can do without. */
  readonly github: GitHub | undefined
  readonly files: OutputFiles
  readonly log: Log
  /** Waits a part, by chance, of so many milliseconds: two runs that got in each other's way are not to meet again. */
  pauseUpTo(ms: number): Promise<void>
}

/** Where history comes from, in the order in which they are tried. */
export interface HistorySources {
  /** Fails with `NO_REPOSITORY` or `GIT_NOT_FOUND` where there is none. */
  checkout(): Promise<Checkout>
  /** The tags of the checkout's remote, as they are now; `undefined` without a remote. */
  remoteTags(): Promise<readonly Tag[] | undefined>
  /** What a shallow checkout lacks, fetched into a repository of its own. */
  complete(request: CompletionRequest): Promise<CompletedHistory>
  /** The commit of the event, over GitHub's API. */
  api: (() => History) | undefined
}

export interface CompletionRequest {
  readonly head: string
  /** For each series of tags: the best base first. */
  readonly candidates: readonly (readonly ReleaseTag[])[]
  /** Whether the paths of commits are needed. */
  readonly paths: boolean
}

export interface CompletedHistory {
  readonly git: History
  dispose(): Promise<void>
}

export interface GitHub {
  readonly tags: GitHubTags
  readonly releases: GitHubReleases
  readonly pulls: GitHubPulls
  readonly compare: GitHubCompare
}

/** Files for later steps. */
export interface OutputFiles {
  /** Writes the pieces one after the other, each before the next is asked for; returns the path. */
  write(name: string, pieces: Iterable<Uint8Array>): string
}
