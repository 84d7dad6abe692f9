export type { GitErrorCode } from './error.ts'
export type { CommitRange, Git, ListedTag, LoggedCommit } from './git.ts'
export { openGit, type GitLocation } from './open-git.ts'
