import { parseVersion, type ReleaseTag, type Version } from '../src/index.ts'

/** A version that is known to be one. */
export function version(text: string): Version {
  const parsed = parseVersion(text)
  if (parsed === undefined) throw new Error(`${text} is no version`)
  return parsed
}

/** A release tag of a version under the prefix `v`. */
export function release(text: string, commit = 'c'.repeat(40)): ReleaseTag {
  return { name: `v${text}`, commit, version: version(text) }
}
