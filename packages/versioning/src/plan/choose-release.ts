import { bumpVersion, type Bump } from '../bump.ts'
import type { SkippedName } from './version-plan.ts'
import type { ReleaseTag } from '../tags/rank-tags.ts'
import { boundAgainst, isExact, tagOf, takenName, tiesOf, withBuild, type Names } from './taken-names.ts'
import { isStable, releaseOf, type Version } from '../version.ts'

/** A version that can be used, and what stood in the way of the one that was wanted. */
export interface Choice {
  readonly version: Version
  readonly skipped: readonly SkippedName[]
  /** What the wanted version was not above. */
  readonly raised: ReleaseTag | undefined
}

/**
 * The first free release from the wanted one on. One that is not above what the commit contains is raised to the
 * smallest that is; a taken name is passed by bumping again, a burned one by the next patch. What is on the commit
 * already is the answer.
 */
export function chooseRelease(names: Names, wanted: Version, again: Bump): Choice {
  const raised = boundAgainst(names, wanted)
  const skipped: SkippedName[] = []
  let version = raised === undefined ? wanted : smallestAbove(names, raised)
  while (isExact(version)) {
    const candidate = withBuild(names, version)
    const tag = tagOf(names, candidate)
    const ties = tiesOf(names, candidate)
    const own = ties.find(({ commit, name }) => commit === names.head && !names.burned.has(name))
    if (own !== undefined) return { version: own.version, skipped, raised }
    const other = ties.find(({ commit }) => commit !== names.head)
    if (other === undefined && !names.burned.has(tag)) return { version: candidate, skipped, raised }
    skipped.push(other === undefined ? { tag, because: 'burned' } : takenName(other))
    version = bumpVersion(version, other === undefined ? 'patch' : again)
  }
  return { version, skipped, raised }
}

function smallestAbove({ head }: Names, { version, commit }: ReleaseTag): Version {
  if (!isStable(version)) return releaseOf(version)
  return commit === head ? version : bumpVersion(version, 'patch')
}
