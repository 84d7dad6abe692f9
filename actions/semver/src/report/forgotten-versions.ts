import { compareVersions, parseVersion, type RejectedTag, type TagRejection } from '@slipway/versioning'
import type { PackageRelease } from '../result.ts'

/** A series starts over at its first release, while its versions are under a prefix that nobody set, or are not SemVer. */
export function forgottenVersions({ name, plan, rejected }: PackageRelease): readonly string[] {
  const { base, bump, tag, version } = plan
  if (base !== undefined || bump === 'none' || version === undefined) return []
  const prefixes = new Map(rejected.map((each) => [each, otherPrefix(each, name)]))
  const other = highest(rejected.filter((each) => prefixes.get(each) !== undefined))
  if (other !== undefined) {
    const prefix = prefixes.get(other)
    return [
      `${tag} is a first release, but ${other.name} is there: set tag-prefix to "${prefix}" if it is of the same series`,
    ]
  }
  if (rejected.some(({ because }) => isOfSeries.has(because))) return []
  const loose = highest(rejected.filter((each) => each.because === 'not-semver'))
  if (loose?.version === undefined || compareVersions(loose.version, version) < 0) return []
  return [
    `${tag} is a first release, but ${loose.name} is there, which is not SemVer: set initial-version to what follows it if it is of the same series`,
  ]
}

/** Why a tag that is a version of the series is not the base. */
const isOfSeries: ReadonlySet<TagRejection> = new Set(['not-reachable', 'prerelease', 'other-line'])

/** The prefix under which a tag would be one of the series: nothing, a v, or the name of the package before it. */
function otherPrefix({ name: tag, because }: RejectedTag, name: string): string | undefined {
  if (because !== 'other-prefix' || !tag.startsWith(name)) return undefined
  const [, mark = ''] = (name === '' ? /^(v?)/i : /^([-/@_.]?v?)/i).exec(tag.slice(name.length)) ?? []
  const isVersion = parseVersion(tag.slice(name.length + mark.length)) !== undefined
  return isVersion ? `${name === '' ? '' : '{package}'}${mark}` : undefined
}

function highest(tags: readonly RejectedTag[]): RejectedTag | undefined {
  const read = tags.flatMap((tag) => (tag.version === undefined ? [] : [{ tag, version: tag.version }]))
  return read.toSorted((a, b) => compareVersions(b.version, a.version))[0]?.tag
}
