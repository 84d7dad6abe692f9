import type { CloudContext } from '../frame/context.ts'
import type { GithubState } from './state.ts'

/** What GitHub works in. */
export interface GithubContext extends CloudContext {
  readonly github: GithubState
}
