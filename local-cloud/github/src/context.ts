import type { CloudContext } from '@slipway/local-cloud-frame/context'
import type { GithubState } from './state.ts'

/** What GitHub works in. */
export interface GithubContext extends CloudContext {
  readonly github: GithubState
}
