import type { Ground } from '../ground.ts'

/** Placeholder for the state of this service. */
export interface GithubState {
  readonly kind: 'github'
}

export function createGithubState(_ground: Ground): GithubState {
  return { kind: 'github' }
}
