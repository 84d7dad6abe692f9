import { inputs, invalidInput } from '@slipway/action-io'
import { isStable, parseVersion, type Version } from '@slipway/versioning'
import { refuseInput } from './refuse-input.ts'

/** The versions that somebody names: one that must be, or one that the commits are overruled with. */
export interface NamedVersions {
  readonly version: Version | undefined
  readonly releaseAs: Version | undefined
}

export function readNamedVersions(): NamedVersions {
  const named = { version: readVersion('version'), releaseAs: readVersion('release-as') }
  if (named.version === undefined || named.releaseAs === undefined) return named
  throw refuseInput(
    `inputs version ("${inputs.text('version')}") and release-as ("${inputs.text('release-as')}") are both given`,
    'give version to tag exactly what was built, or release-as to overrule the commits, not both',
  )
}

/** The version of the first release, without anything that only later ones can have. */
export function readInitialVersion(): Version {
  const text = inputs.text('initial-version', '1.0.0')
  const version = parseVersion(text)
  if (version !== undefined && isStable(version) && version.build.length === 0) return version
  throw invalidInput('initial-version', text, 'a stable version of three numbers, such as 1.0.0 or 0.1.0')
}

/** The identifiers after the `+`: `5.abc` is two of them. */
export function readBuildMetadata(): readonly string[] {
  const text = inputs.text('build-metadata')
  const identifiers = text === '' ? [] : text.split('.')
  if (identifiers.every((each) => /^[0-9A-Za-z-]+$/.test(each))) return identifiers
  throw invalidInput('build-metadata', text, 'letters, digits and dashes, divided by dots, such as 5 or build.5')
}

function readVersion(name: string): Version | undefined {
  const text = inputs.text(name)
  if (text === '') return undefined
  const version = parseVersion(text)
  if (version === undefined) throw invalidInput(name, text, 'a SemVer version without prefix, such as 1.4.0')
  return version
}
