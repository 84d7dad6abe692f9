import type { Channels, JudgingOptions, PackageSpec, Version, VersionPolicy } from '@slipway/versioning'
import type { PullRequestEvent } from './pull-request-event.ts'

/** Everything the environment says, parsed and checked once. */
export interface SemverInputs {
  readonly mode: Mode
  /** Exactly this version, or a failure; `undefined` lets the commits decide. */
  readonly version: Version | undefined
  /** This version instead of the one the commits ask for, where it is above what is released. */
  readonly releaseAs: Version | undefined
  /** What a tag begins with; with `packages` a template that holds `{package}`. */
  readonly tagPrefix: string
  /** Empty: the whole repository is one release. */
  readonly packages: readonly PackageSpec[]
  /** The only one of `packages` that this step is about. */
  readonly package: string | undefined
  /** The branch whose line of releases this is; `undefined` on a tag, or where there is none. */
  readonly branch: string | undefined
  readonly channels: Channels
  /** Patterns of maintenance branches, in which `N` is a number. */
  readonly maintenance: readonly string[]
  /** What becomes of a version below a stable release that the commit does not contain. */
  readonly unreachable: 'error' | 'warn' | 'ignore'
  readonly judging: JudgingOptions
  readonly policy: Omit<VersionPolicy, 'approved' | 'majorLabel' | 'releaseAs'>
  readonly approveMajor: boolean
  /** The label of a pull request that approves a major. */
  readonly majorLabel: string
  /** Commits that do not count, by the beginning of their sha. */
  readonly skip: readonly string[]
  /** `auto` judges the title of a pull request that will be squashed, else the messages. */
  readonly lint: 'off' | 'auto' | 'messages' | 'title'
  /** On a pull request: one updated comment, where permitted. */
  readonly comment: boolean
  /** With `mode: release`: `v1` and `v1.2` follow. */
  readonly floatingTags: boolean
  /** Characters. */
  readonly notesLimit: number
  /** A folder of the checkout. */
  readonly directory: string
  /** What the input named of it; `undefined` for the workspace itself. */
  readonly workingDirectory: string | undefined
  /** Where files for later steps are put. */
  readonly outputDirectory: string
  /** Whenever there are a repository and a token; `mode: tag` and `mode: release` cannot be without. */
  readonly github: GitHubAccess | undefined
  /** The commit of the event, for a run without a checkout. */
  readonly sha: string | undefined
  /** The pull request of the event, while it is not merged. */
  readonly pull: PullRequestEvent | undefined
}

export type Mode = 'preview' | 'tag' | 'release'

export interface GitHubAccess {
  readonly token: string
  readonly apiUrl: string
  readonly serverUrl: string
  readonly owner: string
  readonly repo: string
}
