import type { ReleaseTag, Tag } from '../tags/rank-tags.ts'
import { keepsTo, type ReleaseLine } from '../lines/release-line.ts'
import { seriesTags } from '../tags/select-tags.ts'
import type { SkippedName } from './version-plan.ts'
import { areBeside, compareVersions, formatVersion, parseVersion, releaseOf, type Version } from '../version.ts'

/** A tag of the series, whatever it is on. */
export interface NamedVersion extends Tag {
  readonly version: Version
}

/** What a new name of a series has to respect. */
export interface Names {
  readonly prefix: string
  readonly head: string
  readonly build: readonly string[]
  readonly burned: ReadonlySet<string>
  /** The tags of the line that `head` contains, highest first: the new version is above them, but for `areBeside`. */
  readonly bounds: readonly ReleaseTag[]
  /** The tags under the prefix whose text up to a pre-release or build is this: that they are, or are a step towards. */
  readonly ofRelease: (text: string) => readonly Tag[]
}

export interface NamesRequest {
  readonly line: ReleaseLine
  readonly prefix: string
  readonly head: string
  readonly reachable: readonly ReleaseTag[]
  readonly tags: readonly Tag[]
  readonly burned: ReadonlySet<string>
}

export function readNames(request: NamesRequest, build: readonly string[]): Names {
  const { line, prefix, head, reachable, tags, burned } = request
  const onHead = tags.filter(({ commit }) => commit === head)
  const bounds = seriesTags([...reachable, ...onHead], prefix).filter(({ version }) => keepsTo(line, version))
  return { prefix, head, build, burned, bounds, ofRelease: findByRelease(allOf(tags, reachable), prefix) }
}

/** With those that HEAD contains, although the list may not have them. */
function allOf(tags: readonly Tag[], reachable: readonly ReleaseTag[]): readonly Tag[] {
  if (reachable.length === 0) return tags
  const listed = new Set(tags.map(({ name }) => name))
  return [...tags, ...reachable.filter(({ name }) => !listed.has(name))]
}

/** So often all tags are looked through; a run that asks more often, because names are taken, gets an index. */
const looks = 4

function findByRelease(tags: readonly Tag[], prefix: string): Names['ofRelease'] {
  let looked = 0
  let index: ReadonlyMap<string, readonly Tag[]> | undefined
  return (text) => {
    looked += 1
    if (looked <= looks) return lookFor(tags, `${prefix}${text}`)
    index ??= indexByRelease(tags, prefix)
    return index.get(text) ?? []
  }
}

function lookFor(tags: readonly Tag[], release: string): readonly Tag[] {
  return tags.filter(({ name }) => {
    if (!name.startsWith(release)) return false
    const next = name[release.length]
    return next === undefined || next === '-' || next === '+'
  })
}

function indexByRelease(tags: readonly Tag[], prefix: string): ReadonlyMap<string, readonly Tag[]> {
  const index = new Map<string, Tag[]>()
  for (const tag of tags) {
    if (!tag.name.startsWith(prefix)) continue
    const key = tag.name.slice(prefix.length).split(/[-+]/, 1)[0] ?? ''
    const named = index.get(key)
    if (named === undefined) index.set(key, [tag])
    else named.push(tag)
  }
  return index
}

/** The tags that are a release, or a step towards it. */
export function tagsOfRelease({ ofRelease, prefix }: Names, release: Version): readonly NamedVersion[] {
  return ofRelease(formatVersion(releaseOf(release))).flatMap(({ name, commit }) => {
    const version = parseVersion(name.slice(prefix.length))
    return version === undefined ? [] : [{ name, commit, version }]
  })
}

/** The tags that are the version, whatever their build metadata. */
export function tiesOf(names: Names, version: Version): readonly NamedVersion[] {
  return tagsOfRelease(names, version).filter((tag) => compareVersions(tag.version, version) === 0)
}

export function takenName({ name, commit }: Tag): SkippedName {
  return commit === undefined ? { tag: name, because: 'taken' } : { tag: name, because: 'taken', commit }
}

/** The version with the build metadata that every new one gets. */
export function withBuild({ build }: Names, version: Version): Version {
  return build.length === 0 ? version : { ...version, build }
}

export function tagOf({ prefix }: Names, version: Version): string {
  return `${prefix}${formatVersion(version)}`
}

/** The tags that the version has to be above: all that `head` contains but the steps of other channels to its release. */
export function boundsOf({ bounds }: Pick<Names, 'bounds'>, version: Version): readonly ReleaseTag[] {
  return bounds.filter((bound) => !areBeside(version, bound.version))
}

/** The highest tag that the version would have to be above, and is not. What is on `head` may tie: it is the same release. */
export function boundAgainst(names: Names, version: Version): ReleaseTag | undefined {
  const { head } = names
  return boundsOf(names, version).find((bound) => {
    const order = compareVersions(version, bound.version)
    return order < 0 || (order === 0 && bound.commit !== head)
  })
}

/** Whether all numbers of the version are exact. */
export function isExact({ major, minor, patch, prerelease }: Version): boolean {
  return [major, minor, patch, ...prerelease.filter((part) => typeof part === 'number')].every(Number.isSafeInteger)
}
