export type { GitErrorCode } from './error.ts'
export type { CommitAuthor, CommitRange, CommitsOptions, Git, HistoryRange, ListedTag, LoggedCommit } from './git.ts'
export { openGit, type GitLocation } from './open-git.ts'
export type { BaseCandidate, CompletedHistory, HistoryRequest, RemoteAccess, RemoteLocation } from './remote.ts'
