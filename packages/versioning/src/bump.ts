import { isStable, type Version } from './version.ts'

/** Which part of a version rises. */
export type Bump = 'major' | 'minor' | 'patch' | 'none'

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major']

/** The higher of two bumps. */
export function higherBump(a: Bump, b: Bump): Bump {
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}

/**
 * The version after a bump: always above its base, unless the bump is none. The bump of a pre-release first completes
 * what it announces (1.3.0-rc.1 and minor: 1.3.0). Build metadata is dropped.
 */
export function bumpVersion(base: Version, bump: Bump): Version {
  if (bump === 'none') return base
  const { major, minor, patch } = base
  const rise = isStable(base) ? 1 : 0
  const release = { prerelease: [], build: [] }
  if (bump === 'patch') return { ...release, major, minor, patch: patch + rise }
  if (bump === 'minor') return { ...release, major, minor: minor + (patch === 0 ? rise : 1), patch: 0 }
  return { ...release, major: major + (minor === 0 && patch === 0 ? rise : 1), minor: 0, patch: 0 }
}

/** The bump that leads from one version to a higher one: the first part in which they differ. */
export function bumpBetween(base: Version, version: Version): Bump {
  if (version.major !== base.major) return 'major'
  if (version.minor !== base.minor) return 'minor'
  return 'patch'
}
