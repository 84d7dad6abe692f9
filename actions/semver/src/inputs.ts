export { readInputs, type PullRequestEvent, type SemverInputs } from './inputs/index.ts'
