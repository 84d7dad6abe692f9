import { compareVersions, formatVersion, isStable, parseVersion, type Version } from '../version.ts'
import type { ReleaseTag, Tag } from '../tags/rank-tags.ts'

/** Why a version cannot be given to a commit; the message names what stands in the way. */
export interface Refusal {
  readonly code:
    | 'VERSION_TAKEN'
    | 'VERSION_BURNED'
    | 'HEAD_ALREADY_RELEASED'
    | 'VERSION_NOT_ABOVE_BASE'
    | 'VERSION_ABOVE_LATER'
    | 'RELEASE_UNREACHABLE'
    | 'VERSION_OUT_OF_RANGE'
    | 'RELEASE_AS_INVALID'
    | 'BREAKS_MAINTENANCE_LINE'
    | 'MAJOR_NOT_APPROVED'
    | 'MAJOR_FORBIDDEN'
  readonly message: string
  readonly remedy: string
}

export interface VersionClaim {
  readonly version: Version
  /** The version's tag, prefix included. */
  readonly tag: string
  readonly prefix: string
  /** The commit that is to carry it. */
  readonly head: string
  /** The highest stable release tag that `head` contains, other than on `head` itself. */
  readonly base: ReleaseTag | undefined
  /** Other tags of the series that `head` contains. */
  readonly reachable?: readonly ReleaseTag[]
  /** All tags that are known. */
  readonly tags: readonly Tag[]
  /** Names of tags that can never be used again. */
  readonly burned?: ReadonlySet<string>
}

/** What keeps a version from being released at a commit; `undefined` when nothing known does, or it already is. */
export function refuseVersion(claim: VersionClaim): Refusal | undefined {
  const taken = claim.tags.find(({ name }) => name === claim.tag)
  if (taken !== undefined) return taken.commit === claim.head ? undefined : refuseTaken(claim, taken)
  return refuseBurned(claim) ?? refuseOutrun(claim)
}

/** What the commit contains, or carries, that the version is not above; `undefined` for a version that it carries itself. */
export function refuseOutrun(claim: VersionClaim): Refusal | undefined {
  const { tag, tags, head } = claim
  if (tags.some(({ name, commit }) => name === tag && commit === head)) return undefined
  return refuseBelowHead(claim) ?? refuseBelow(claim)
}

/** Merging what has the tag helps only where the version is above what the commit contains. */
function refuseTaken(claim: VersionClaim, { commit }: Tag): Refusal {
  const { tag, head } = claim
  return {
    code: 'VERSION_TAKEN',
    message: `${tag} is taken: it is on ${commit === undefined ? 'an object that is no commit' : `commit ${commit}`}, not on ${head}`,
    remedy:
      refuseBelow(claim)?.remedy ??
      'bring this commit up to date with the branch that carries the tag, so that the next version rises above it',
  }
}

function refuseBurned({ tag, burned }: VersionClaim): Refusal | undefined {
  if (burned?.has(tag) !== true) return undefined
  return {
    code: 'VERSION_BURNED',
    message: `${tag} cannot be used again: it was the tag of an immutable release that was deleted`,
    remedy: 'release under another version',
  }
}

function refuseBelowHead({ version, tag, prefix, head, tags }: VersionClaim): Refusal | undefined {
  const higher = tags.find(({ name, commit }) => {
    const other = name.startsWith(prefix) ? parseVersion(name.slice(prefix.length)) : undefined
    return commit === head && other !== undefined && isStable(other) && compareVersions(other, version) >= 0
  })
  if (higher === undefined) return undefined
  return {
    code: 'HEAD_ALREADY_RELEASED',
    message: `${tag} cannot be given to ${head}: it already carries ${higher.name}`,
    remedy: `use ${higher.name.slice(prefix.length)}, or release a later commit`,
  }
}

function refuseBelow({ version, tag, head, base, reachable = [] }: VersionClaim): Refusal | undefined {
  const contained = base === undefined ? reachable : [base, ...reachable]
  const highest = contained.toSorted((a, b) => compareVersions(b.version, a.version))[0]
  if (highest === undefined || compareVersions(version, highest.version) > 0) return undefined
  return {
    code: 'VERSION_NOT_ABOVE_BASE',
    message: `${tag} cannot be given to ${head}: it is not above ${highest.name}, which that commit contains`,
    remedy: `give a version above ${formatVersion(highest.version)}, or none`,
  }
}
