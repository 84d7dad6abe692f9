import { inputs } from '@slipway/action-io'
import { readBuildMetadata, readInitialVersion } from './read-versions.ts'
import type { SemverInputs } from './semver-inputs.ts'

/** How the version follows from what the commits ask for. */
export function readPolicy(): SemverInputs['policy'] {
  return {
    defaultBump: inputs.choice('default-bump', ['none', 'patch', 'minor'], 'none'),
    zeroMajor: inputs.choice('zero-major', ['breaking-is-minor', 'breaking-is-major', 'semver'], 'breaking-is-minor'),
    initialVersion: readInitialVersion(),
    majorPolicy: inputs.statedChoice('major-policy', ['allow', 'require-approval', 'cap-minor', 'fail'], 'allow'),
    build: readBuildMetadata(),
  }
}
