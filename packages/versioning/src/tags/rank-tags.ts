import { compareBuilds, compareVersions, parseVersion, type Version } from '../version.ts'

/** A tag as a repository lists it. `commit` is what it leads to through annotations; `undefined` when that is no commit. */
export interface Tag {
  readonly name: string
  readonly commit: string | undefined
}

/** A tag that is the prefix and a SemVer version, on a commit. */
export interface ReleaseTag {
  readonly name: string
  readonly commit: string
  readonly version: Version
}

/** Why a tag is not the base although its version is above the base. */
export type TagRejection =
  | 'not-reachable'
  | 'prerelease'
  | 'not-semver'
  | 'no-commit'
  | 'other-prefix'
  | 'other-line'
  | 'not-on-remote'

export interface RejectedTag {
  readonly name: string
  readonly because: TagRejection
  /** Absent when the tag's name holds none; what it seems to mean where the name is not SemVer (`v2`: 2.0.0). */
  readonly version?: Version
}

export interface RankedTags {
  /** Stable ones, highest version first: the order in which they are asked whether they are an ancestor. */
  readonly candidates: readonly ReleaseTag[]
  /** Those that can never be a base, in the order of the listing. */
  readonly rejected: readonly RejectedTag[]
}

/** The order of releases; of those that tie the one whose build metadata is higher is most likely the later one. */
export function highestFirst(a: ReleaseTag, b: ReleaseTag): number {
  return compareVersions(b.version, a.version) || compareBuilds(b.version, a.version) || (a.name < b.name ? -1 : 1)
}

/** Of all tags, those that somebody may have expected to be the base: everything above it, with the reason why not. */
export function rejectedAbove(ranked: RankedTags, base: ReleaseTag | undefined): readonly RejectedTag[] {
  const above = (tag: { readonly version?: Version }): boolean =>
    base === undefined || (tag.version !== undefined && compareVersions(tag.version, base.version) > 0)
  // They are in order: of thousands only the first few are looked at.
  const end = ranked.candidates.findIndex((tag) => !above(tag))
  const unreachable = ranked.candidates
    .slice(0, end === -1 ? undefined : end)
    .map(({ name, version }): RejectedTag => ({ name, version, because: 'not-reachable' }))
  return [...unreachable, ...ranked.rejected.filter(above)]
}

/** What a tag is under the prefix: a release or a step before one on a commit, or neither, with the reason. */
export function readTag({ name, commit }: Tag, prefix: string): ReleaseTag | RejectedTag {
  if (!name.startsWith(prefix)) return foreign(name)
  const version = parseVersion(name.slice(prefix.length))
  if (version === undefined) return malformed(name, prefix) ?? foreign(name)
  return commit === undefined ? { name, version, because: 'no-commit' } : { name, commit, version }
}

/** A name under the prefix that begins like a version and is none: `v1.3`, `v01.2.3`, `v1`. */
function malformed(name: string, prefix: string): RejectedTag | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(name.slice(prefix.length))
  if (match === null) return undefined
  const [major, minor, patch] = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)]
  return { name, version: { major, minor, patch, prerelease: [], build: [] }, because: 'not-semver' }
}

/** A name that is not ours; its end may still be a version, under a prefix that somebody forgot to set. */
function foreign(name: string): RejectedTag {
  const tail = /(?<![\d.])\d+\.\d+\.\d+(?![\d.]).*$/s.exec(name)?.[0]
  const version = tail === undefined ? undefined : parseVersion(tail)
  return version === undefined ? { name, because: 'not-semver' } : { name, version, because: 'other-prefix' }
}
