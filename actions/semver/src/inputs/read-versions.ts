import { invalidInput, refuseInput } from '@slipway/action-io'
import { isStable, parseVersion, type Version } from '@slipway/versioning'
import type { Inputs } from './inputs.ts'

/** The versions that somebody names: one that must be, or one that the commits are overruled with. */
export interface NamedVersions {
  readonly version: Version | undefined
  readonly releaseAs: Version | undefined
}

export function readNamedVersions({ values, attempt }: Inputs): NamedVersions {
  attempt([], () => refuseBoth(values))
  return {
    version: attempt([], () => readVersion('version', values.version)),
    releaseAs: attempt([], () => readVersion('release-as', values['release-as'])),
  }
}

function refuseBoth({ version, 'release-as': releaseAs }: Inputs['values']): void {
  if (version === '' || releaseAs === '') return
  throw refuseInput(
    `inputs version ("${version}") and release-as ("${releaseAs}") are both given`,
    'give version to tag exactly what was built, or release-as to overrule the commits, not both',
  )
}

/** The version of the first release, without anything that only later ones can have. */
export function readInitialVersion(text: string): Version {
  const version = parseVersion(text)
  if (version !== undefined && isStable(version) && version.build.length === 0) return version
  throw invalidInput('initial-version', text, 'a stable version of three numbers, such as 1.0.0 or 0.1.0')
}

/** The identifiers after the `+`: `5.abc` is two of them. */
export function readBuildMetadata(text: string): readonly string[] {
  const identifiers = text === '' ? [] : text.split('.')
  if (identifiers.every((each) => /^[0-9A-Za-z-]+$/.test(each))) return identifiers
  throw invalidInput('build-metadata', text, 'letters, digits and dashes, divided by dots, such as 5 or build.5')
}

function readVersion(name: string, text: string): Version | undefined {
  if (text === '') return undefined
  const version = parseVersion(text)
  if (version === undefined) throw invalidInput(name, text, 'a SemVer version without prefix, such as 1.4.0')
  return version
}
