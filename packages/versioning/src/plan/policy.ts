import type { Bump } from '../bump.ts'
import type { Version } from '../version.ts'

/** What somebody decided about versions, apart from what the commits ask for. */
export interface VersionPolicy {
  /** What a range that has commits, but none that asks for a version, is released as. */
  readonly defaultBump: 'none' | 'patch' | 'minor'
  /**
   * What a bump means before 1.0.0. `breaking-is-minor`: a break is minor. `breaking-is-major`: a break leads to 1.0.0.
   * `semver`: as caret ranges of npm and Cargo read such versions: a break is minor, all else patch; in 0.0.z all is patch.
   */
  readonly zeroMajor: 'breaking-is-minor' | 'breaking-is-major' | 'semver'
  /** The first release, exactly. */
  readonly initialVersion: Version
  readonly majorPolicy: 'allow' | 'require-approval' | 'cap-minor' | 'fail'
  /** For `require-approval`: whether all breaking commits are approved, or the shas of those that are. */
  readonly approved: boolean | ReadonlySet<string>
  /** What the remedy calls the label that approves. */
  readonly majorLabel?: string
  /** The version to release as, which goes before the footers of commits. */
  readonly releaseAs: Version | undefined
  /** Identifiers that are appended as build metadata to every version that was not given. */
  readonly build: readonly string[]
}

/** What a bump of a version means under the policy before 1.0.0; from 1.0.0 on, what it says. */
export function bumpBeforeOne(asked: Bump, { major, minor }: Version, zeroMajor: VersionPolicy['zeroMajor']): Bump {
  if (major !== 0 || asked === 'none' || zeroMajor === 'breaking-is-major') return asked
  if (zeroMajor === 'breaking-is-minor') return asked === 'major' ? 'minor' : asked
  return asked === 'major' && minor !== 0 ? 'minor' : 'patch'
}
