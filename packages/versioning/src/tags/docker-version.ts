import { formatVersion, type Version } from '../version.ts'

/** As long as the tag of an image may be (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests). */
const longest = 128

/** The version as the tag of an image: one cannot hold the `+` of build metadata, which becomes `_`. */
export function dockerVersion(version: Version): string {
  return formatVersion(version).replaceAll('+', '_').slice(0, longest)
}
