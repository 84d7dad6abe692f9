import type { Inputs } from './inputs.ts'
import { readBuildMetadata, readInitialVersion } from './read-versions.ts'
import type { SemverInputs } from './semver-inputs.ts'

/** How the version follows from what the commits ask for. */
export function readPolicy({ values, attempt }: Inputs): SemverInputs['policy'] {
  return {
    defaultBump: values['default-bump'],
    zeroMajor: values['zero-major'],
    initialVersion: attempt([], () => readInitialVersion(values['initial-version'])),
    majorPolicy: values['major-policy'],
    build: attempt([], () => readBuildMetadata(values['build-metadata'])),
  }
}
