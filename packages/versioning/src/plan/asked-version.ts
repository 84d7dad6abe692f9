import { nextStep } from './choose-step.ts'
import { refuseOffLine } from './major-policy.ts'
import type { RangeCommit } from '../judging/range-commit.ts'
import { refuseOutrun, refuseVersion, type Refusal } from './refuse-version.ts'
import { boundsOf, tagOf, takenName, tiesOf, withBuild, type Names } from './taken-names.ts'
import type { SkippedName, VersionRequest } from './version-plan.ts'
import { formatVersion, isStable, parseVersion, type Version } from '../version.ts'

/** A version that somebody asked for in words. */
export interface AskedVersion {
  readonly version: Version
  /** The commit whose footer asks; `undefined` when the input does. */
  readonly commit: RangeCommit | undefined
  readonly because: string
  readonly skipped: readonly SkippedName[]
  readonly refusal: Refusal | undefined
}

export interface ReleaseAs {
  readonly asked: AskedVersion | undefined
  /** A footer that is no version. */
  readonly refusal: Refusal | undefined
  readonly warnings: readonly string[]
}

const none: ReleaseAs = { asked: undefined, refusal: undefined, warnings: [] }

/**
 * The version that is asked for by the input, else by the newest footer `Release-As:` that can be followed. A footer that
 * asks for no more than what was released is left from an earlier release, and ignored.
 */
export function findReleaseAs(request: VersionRequest, names: Names): ReleaseAs {
  const { releaseAs } = request.policy
  if (releaseAs !== undefined) {
    return { ...none, asked: makeAsked(request, names, releaseAs, `release-as asks for ${formatVersion(releaseAs)}`) }
  }
  const warnings: string[] = []
  for (const commit of request.commits) {
    if (commit.releaseAs === undefined || commit.fate === 'skipped' || commit.fate === 'cancelled') continue
    const version = versionOf(commit.releaseAs.text, request.prefix)
    if (version === undefined && isOfSibling(commit.releaseAs.text, request)) {
      warnings.push(ofSibling(commit, commit.releaseAs))
      continue
    }
    if (version === undefined) return { ...none, refusal: refuseFooter(commit, commit.releaseAs.text), warnings }
    const because = `${commit.sha.slice(0, 7)} asks for ${formatVersion(version)}: "Release-As: ${commit.releaseAs.text}"`
    const asked = makeAsked(request, names, version, because, commit)
    if (!isStale(asked.refusal)) return { ...none, asked, warnings }
    warnings.push(`${because} (line ${commit.releaseAs.line}), which is ignored: ${asked.refusal?.message}`)
  }
  return { ...none, warnings }
}

/** The text of a footer as a version; the tag's prefix may be written before it, or a `v`. */
function versionOf(text: string, prefix: string): Version | undefined {
  const own = text.startsWith(prefix) ? parseVersion(text.slice(prefix.length)) : undefined
  return own ?? parseVersion(text.replace(/^v/i, ''))
}

function ofSibling({ sha }: RangeCommit, { text, line }: NonNullable<RangeCommit['releaseAs']>): string {
  return `${sha.slice(0, 7)} asks for ${text} (line ${line}), which is a tag of another package: it is ignored for this one`
}

/** Whether it is the tag of another package, whose plan follows it. */
function isOfSibling(text: string, { siblings = [] }: VersionRequest): boolean {
  return siblings.some((prefix) => text.startsWith(prefix) && parseVersion(text.slice(prefix.length)) !== undefined)
}

function makeAsked(
  request: VersionRequest,
  names: Names,
  asked: Version,
  because: string,
  commit?: RangeCommit,
): AskedVersion {
  const { line, base } = request
  const step = line.kind === 'channel' && isStable(asked) ? nextStep(names, asked, line.identifier) : undefined
  const version = step?.version ?? (asked.build.length === 0 ? withBuild(names, asked) : asked)
  const { prefix, head } = names
  const reachable = boundsOf(names, version)
  const { tags, burned } = request
  const claim = { version, tag: tagOf(names, version), prefix, head, base, reachable, tags, burned }
  const refusal =
    refuseOffLine(line, because, version, commit === undefined ? 'input' : 'commit') ??
    refuseOutrun(claim) ??
    refuseVersion(claim)
  const taken = refusal?.code === 'VERSION_TAKEN' ? tiesOf(names, version).map(takenName) : []
  return { version, commit, because, skipped: step?.skipped ?? taken, refusal }
}

function isStale(refusal: Refusal | undefined): boolean {
  return refusal?.code === 'VERSION_NOT_ABOVE_BASE' || refusal?.code === 'HEAD_ALREADY_RELEASED'
}

function refuseFooter({ sha, releaseAs }: RangeCommit, text: string): Refusal {
  return {
    code: 'RELEASE_AS_INVALID',
    message: `${sha} asks for a release as "${text}" on line ${releaseAs?.line ?? 0}, which is no version of SemVer 2.0.0`,
    remedy: `name the commit in skip-commits (${sha.slice(0, 12)}), or set release-as to the version that is meant; a footer takes the version alone, as in Release-As: 2.0.0, or with the prefix of its tags`,
  }
}
