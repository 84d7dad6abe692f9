/** A version of SemVer 2.0.0 as data (https://semver.org). Build metadata is kept, and ignored in precedence. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly prerelease: readonly (number | string)[]
  readonly build: readonly string[]
}

const number = '0|[1-9]\\d*'
const identifier = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`
const grammar = new RegExp(
  `^(${number})\\.(${number})\\.(${number})(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?$`,
)

/** Of most versions: thousands of lists of nothing would be garbage. */
const none: readonly never[] = []

/** The ordinary case, of which a repository may have thousands: three numbers, without all that a match would make. */
function parsePlain(text: string): Version | undefined {
  const minorAt = text.indexOf('.') + 1
  const patchAt = text.indexOf('.', minorAt) + 1
  if (minorAt === 0 || patchAt === 0) return undefined
  const major = plainNumber(text.slice(0, minorAt - 1))
  const minor = plainNumber(text.slice(minorAt, patchAt - 1))
  const patch = plainNumber(text.slice(patchAt))
  return major < 0 || minor < 0 || patch < 0 ? undefined : { major, minor, patch, prerelease: none, build: none }
}

/** Below 0 unless the text is what a number that is exact looks like. */
function plainNumber(text: string): number {
  const value = Number(text)
  return Number.isSafeInteger(value) && String(value) === text ? value : -1
}

/** The text as a version; `undefined` when it is none by the letter of SemVer, or has a number that is not safe. */
export function parseVersion(text: string): Version | undefined {
  const plain = parsePlain(text)
  if (plain !== undefined) return plain
  const match = grammar.exec(text)
  if (match === null) return undefined
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const prerelease = (match[4]?.split('.') ?? []).map(identifierOf)
  const numbers = [major, minor, patch, ...prerelease.filter((part) => typeof part === 'number')]
  if (!numbers.every(Number.isSafeInteger)) return undefined
  return { major, minor, patch, prerelease, build: match[5]?.split('.') ?? [] }
}

function identifierOf(part: string): number | string {
  return /^\d+$/.test(part) ? Number(part) : part
}

/** The version as SemVer writes it. */
export function formatVersion({ major, minor, patch, prerelease, build }: Version): string {
  const before = prerelease.length === 0 ? '' : `-${prerelease.join('.')}`
  const after = build.length === 0 ? '' : `+${build.join('.')}`
  return `${major}.${minor}.${patch}${before}${after}`
}

/** Precedence (SemVer 2.0.0, rule 11): negative when `a` is lower, 0 when they tie, positive when `a` is higher. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePrereleases(a.prerelease, b.prerelease)
}

/** The order of the build metadata of versions that tie: as of pre-releases, but something is above nothing. */
export function compareBuilds(a: Version, b: Version): number {
  return compareFields(a.build.map(identifierOf), b.build.map(identifierOf))
}

/** Whether the version is a release rather than one of the steps before it. */
export function isStable(version: Version): boolean {
  return version.prerelease.length === 0
}

/** The release that a version is a step towards, or is: 1.3.0 of 1.3.0-rc.1+5. */
export function releaseOf({ major, minor, patch }: Version): Version {
  return { major, minor, patch, prerelease: [], build: [] }
}

/**
 * Whether two versions are steps of different channels to the same release, as 2.0.0-alpha.1 and 2.0.0-beta.1 are: then
 * neither has to be above the other, whatever the order of their names. A step that begins with a number has no channel.
 */
export function areBeside(a: Version, b: Version): boolean {
  if (isStable(a) || isStable(b) || compareVersions(releaseOf(a), releaseOf(b)) !== 0) return false
  return channelOf(a) !== channelOf(b)
}

function channelOf({ prerelease: [first] }: Version): string | undefined {
  return typeof first === 'string' ? first : undefined
}

function comparePrereleases(a: Version['prerelease'], b: Version['prerelease']): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length
  return compareFields(a, b)
}

function compareFields(a: Version['prerelease'], b: Version['prerelease']): number {
  for (const [index, left] of a.entries()) {
    const right = b[index]
    if (right === undefined) return 1
    if (left !== right) return compareIdentifiers(left, right)
  }
  return a.length - b.length
}

function compareIdentifiers(a: number | string, b: number | string): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  if (typeof b === 'number') return 1
  return a < b ? -1 : 1
}
