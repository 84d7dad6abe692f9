import { packagePrefix, type PackageSpec } from '@slipway/versioning'
import type { SemverInputs } from './inputs.ts'

/** One row of releases: the whole repository's, or one package's. */
export interface Series {
  /** Empty for the whole repository. */
  readonly name: string
  /** What its tags begin with. */
  readonly prefix: string
  /** Which commits are its own; `undefined`: all. */
  readonly spec: PackageSpec | undefined
}

/** The series a run is about. */
export function seriesOf({
  packages,
  package: only,
  tagPrefix,
}: Pick<SemverInputs, 'packages' | 'package' | 'tagPrefix'>): readonly Series[] {
  if (packages.length === 0) return [{ name: '', prefix: tagPrefix, spec: undefined }]
  return packages
    .filter(({ name }) => only === undefined || name === only)
    .map((spec) => ({ name: spec.name, prefix: packagePrefix(tagPrefix, spec.name), spec }))
}
