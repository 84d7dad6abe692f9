export type { PullRequestEvent } from './inputs/pull-request-event.ts'
export { readInputs } from './inputs/read-inputs.ts'
export type { SemverInputs } from './inputs/semver-inputs.ts'
