import type { Git } from './git.ts'

/** What opens the remote where the checkout kept no credentials. */
export interface RemoteAccess {
  /** Where the token may be sent: `https://github.com`. */
  readonly serverUrl: string
  readonly token: string | undefined
}

/** The remote that a checkout was made from. */
export interface RemoteLocation {
  /** A folder of the checkout. */
  readonly directory: string
  readonly access: RemoteAccess
  /** What git starts from; the environment of this process when absent. */
  readonly env?: NodeJS.ProcessEnv
  readonly signal?: AbortSignal
}

/** A tag of the remote that may be where a range starts. */
export interface BaseCandidate {
  readonly name: string
  readonly commit: string
}

export interface HistoryRequest extends RemoteLocation {
  /** The commit whose history is wanted. */
  readonly head: string
  /** Tags of the series, the best base first; none means that the whole history is wanted. */
  readonly candidates: readonly BaseCandidate[]
  /** One list for each series when there are several; `candidates` is then ignored. */
  readonly all?: readonly (readonly BaseCandidate[])[]
  /** Whether a commit is contained in `head`, where something can tell without history; `undefined` when it cannot. */
  readonly contains?: (commit: string) => Promise<boolean | undefined>
  /** Whether the paths of commits are asked for afterwards. */
  readonly paths: boolean
}

/** History up to `head` in a repository of its own: complete after the base of each series. */
export interface CompletedHistory {
  readonly git: Git
  /** `exclude`: what comes after the bases; `whole`: everything. */
  readonly fetched: 'exclude' | 'whole'
  /** For each series the first candidate that `head` contains. */
  readonly bases: readonly (BaseCandidate | undefined)[]
  /** Removes the repository. */
  readonly dispose: () => Promise<void>
}
