export { readInputs, type GitHubAccess, type PullRequestEvent, type SemverInputs } from './inputs/index.ts'
