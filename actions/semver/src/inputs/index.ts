export type { PullRequestEvent } from './pull-request-event.ts'
export { readInputs } from './read-inputs.ts'
export type { SemverInputs } from './semver-inputs.ts'
