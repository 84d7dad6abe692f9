import type { SemVer } from 'semver'
import compare from 'semver/functions/compare.js'
import parse from 'semver/functions/parse.js'

/** What a floating tag follows: the releases of a major or minor version, or all of them. */
export interface Line {
  /** What stands before the version, without its `v`: `api-` for `api-v1`. */
  readonly prefix: string
  readonly major?: number
  readonly minor?: number
}

/** A tag that names one release. */
export interface Release {
  readonly tag: string
  readonly prefix: string
  readonly version: SemVer
}

const newest = /^(?:latest|stable|edge|next|nightly|main|master|develop|dev|prod|production|staging)$/

/** The line of a floating tag (`v1.4`, `v1`, `api-v1`, `latest`); nothing for a tag that names one image. */
export function lineOf(tag: string): Line | undefined {
  if (newest.test(tag)) return { prefix: '' }
  const [, prefix = '', major, minor] = /^(?:(.+-)?v|)(\d+)(?:\.(\d+))?$/.exec(tag) ?? []
  // Seven digits and more are a commit, or a date.
  if (major === undefined || (minor === undefined && major.length > 6)) return undefined
  return { prefix, major: Number(major), ...(minor === undefined ? {} : { minor: Number(minor) }) }
}

/**
 * The release that a tag names: `v1.4.0`, `1.5.0-rc.1`, `api-v1.4.0`, `1.4.0_5` (a `+`, as a tag has to write it).
 * A commit behind the version says which build it is, and is no pre-release.
 */
export function releaseOf(tag: string): Release | undefined {
  const [, prefix = '', text = ''] = /^(.*?[^\d.])??v?(\d+\.\d+\.\d+(?:[-_].+)?)$/s.exec(tag) ?? []
  const version = parse(text.replace(/-[0-9a-f]{7,64}(?:-\d+)?$/, '').replace('_', '+'))
  return version === null ? undefined : { tag, prefix, version }
}

/**
 * The release that keeps a floating tag where it is: one of its line, on the image that it is on, that is higher in
 * SemVer's order than every release which the candidate is. Nothing when the tag may move, or when the candidate's tags
 * name no version that could be compared.
 */
export function heldBy(tag: string, candidate: readonly string[], there: readonly string[]): Release | undefined {
  const line = lineOf(tag)
  if (line === undefined) return undefined
  const own = highest(releases(candidate).filter(({ prefix }) => prefix === line.prefix))
  const held = highest(releases(there).filter((release) => isOf(line, release)))
  return own !== undefined && held !== undefined && compare(held.version, own.version) > 0 ? held : undefined
}

function isOf(line: Line, { prefix, version: { major, minor } }: Release): boolean {
  return prefix === line.prefix && (line.major ?? major) === major && (line.minor ?? minor) === minor
}

function releases(tags: readonly string[]): readonly Release[] {
  return tags.flatMap((tag) => releaseOf(tag) ?? [])
}

function highest(releases: readonly Release[]): Release | undefined {
  return releases.toSorted((a, b) => compare(b.version, a.version))[0]
}
