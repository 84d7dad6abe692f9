import { bumpVersion, type Bump } from '../bump.ts'
import type { Choice } from './choose-release.ts'
import type { SkippedName } from './version-plan.ts'
import {
  boundAgainst,
  isExact,
  tagOf,
  tagsOfRelease,
  takenName,
  tiesOf,
  withBuild,
  type NamedVersion,
  type Names,
} from './taken-names.ts'
import { compareVersions, releaseOf, type Version } from '../version.ts'

/**
 * The next step of a channel towards the wanted release. Where that is not above what the commit contains (a later
 * step of the channel, or any step towards a higher release), it leads to the smallest release of which a step is. A release that was
 * made elsewhere meanwhile is passed by bumping again: no step leads to it any more.
 */
export function chooseStep(names: Names, wanted: Version, identifier: string, again: Bump): Choice {
  const next = (target: Version) => stepPast(names, target, identifier, again)
  const step = next(wanted)
  const raised = boundAgainst(names, step.version)
  if (raised === undefined) return { ...step, raised }
  const same = releaseOf(raised.version)
  if (compareVersions(same, wanted) > 0) {
    const higher = next(same)
    if (boundAgainst(names, higher.version) === undefined) return { ...higher, raised }
  }
  return { ...next(bumpVersion(same, 'patch')), raised }
}

function stepPast(names: Names, wanted: Version, identifier: string, again: Bump): Omit<Choice, 'raised'> {
  const passed: SkippedName[] = []
  let target = wanted
  for (;;) {
    const step = nextStep(names, target, identifier)
    const isOwn = tiesOf(names, step.version).some(({ commit }) => commit === names.head)
    const made = tiesOf(names, target).find(({ commit }) => commit !== names.head)
    if (isOwn || made === undefined || !isExact(target)) return { ...step, skipped: [...passed, ...step.skipped] }
    passed.push(takenName(made))
    target = bumpVersion(target, again)
  }
}

/** The next step towards a release, whose number is above all that there are anywhere; the one on the commit if it has one. */
export function nextStep(names: Names, target: Version, identifier: string): Omit<Choice, 'raised'> {
  const steps = tagsOfRelease(names, target).filter(({ version }) => version.prerelease[0] === identifier)
  const own = ownStep(names, steps)
  if (own !== undefined) return { version: own, skipped: [] }
  const isLost = ({ name, commit }: NamedVersion): boolean => commit === names.head && names.burned.has(name)
  const skipped = steps.filter(isLost).map(({ name }): SkippedName => ({ tag: name, because: 'burned' }))
  let number = 1 + steps.reduce((highest, { version }) => Math.max(highest, numberOf(version)), 0)
  let version = withBuild(names, { ...releaseOf(target), prerelease: [identifier, number] })
  while (names.burned.has(tagOf(names, version)) && isExact(version)) {
    skipped.push({ tag: tagOf(names, version), because: 'burned' })
    number += 1
    version = { ...version, prerelease: [identifier, number] }
  }
  return { version, skipped }
}

function ownStep(names: Names, steps: readonly NamedVersion[]): Version | undefined {
  const own = steps.filter(({ name, commit }) => commit === names.head && !names.burned.has(name))
  return own.map(({ version }) => version).find((version) => boundAgainst(names, version) === undefined)
}

function numberOf({ prerelease }: Version): number {
  const [, number] = prerelease
  return typeof number === 'number' ? number : 0
}
