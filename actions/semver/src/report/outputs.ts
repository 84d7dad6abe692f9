import type { Outputs } from '@slipway/action-io'
import {
  dockerVersion,
  formatVersion,
  higherBump,
  type Bump,
  type ReleaseLine,
  type VersionPlan,
} from '@slipway/versioning'
import type { contract } from '../contract.ts'
import type { PackageRelease, SemverResult } from '../result.ts'
import { commitsOutput } from './commit-entries.ts'

/**
 * The outputs of action.yml. Those that can be of one release only are empty when there are several packages;
 * `bump`, `changed` and `released` are of all then.
 */
export function outputs(result: SemverResult): Outputs<typeof contract> {
  const { releases, head, files } = result
  const only = releases.length === 1 ? releases[0] : undefined
  return {
    ...(only === undefined ? ofNone : ofRelease(only)),
    bump: releases.reduce<Bump>((bump, { plan }) => higherBump(bump, plan.bump), 'none'),
    changed: String(releases.some(changes)),
    released: String(releases.some(isReleased)),
    'head-sha': head,
    'notes-file': files?.notes ?? '',
    commits: commitsOutput(releases),
    'commits-file': files?.commits ?? '',
    packages: JSON.stringify(releases.filter((release) => release.name !== '' && changes(release)).map(packageEntry)),
    'floating-tags': releases.flatMap(({ floating }) => floating.map(({ tag }) => tag)).join(','),
  }
}

const ofNone = {
  version: '',
  tag: '',
  major: '',
  minor: '',
  patch: '',
  prerelease: '',
  build: '',
  'docker-version': '',
  'previous-version': '',
  'previous-tag': '',
  'base-sha': '',
  channel: '',
  notes: '',
} as const

type OfRelease = Readonly<Record<keyof typeof ofNone, string>>

function ofRelease({ plan, notes }: PackageRelease): OfRelease {
  const { version, tag, previous, base } = plan
  return {
    version: version === undefined ? '' : formatVersion(version),
    tag,
    major: String(version?.major ?? ''),
    minor: String(version?.minor ?? ''),
    patch: String(version?.patch ?? ''),
    prerelease: version?.prerelease.join('.') ?? '',
    build: version?.build.join('.') ?? '',
    'docker-version': version === undefined ? '' : dockerVersion(version),
    'previous-version': previous === undefined ? '' : formatVersion(previous.version),
    'previous-tag': previous?.name ?? '',
    'base-sha': base?.commit ?? '',
    channel: channelOfPlan(plan),
    notes: notes.markdown,
  }
}

/** One package of the matrix: numbers and names as in the outputs of the same name, without what may be long. */
function packageEntry(release: PackageRelease): Readonly<Record<string, string | boolean>> {
  const { notes: _, ...rest } = ofRelease(release)
  return { name: release.name, ...rest, bump: release.plan.bump, released: isReleased(release) }
}

/** A version that somebody named need not be of its line: published under the line's name, it would mislead. */
function channelOfPlan({ line, version, bump }: VersionPlan): string {
  const [step] = version?.prerelease ?? []
  if (bump === 'none') return channelOf(line)
  if (line.kind === 'channel' && step === undefined) return ''
  return line.kind === 'stable' && typeof step === 'string' ? step : channelOf(line)
}

/** `rc` on a channel, `1.x` or `1.2.x` on a maintenance line; empty where stable releases are made. */
export function channelOf(line: ReleaseLine): string {
  if (line.kind === 'channel') return line.identifier
  if (line.kind === 'stable') return ''
  return line.minor === undefined ? `${line.major}.x` : `${line.major}.${line.minor}.x`
}

export function changes({ plan }: PackageRelease): boolean {
  return plan.bump !== 'none'
}

function isReleased({ outcome }: PackageRelease): boolean {
  return outcome === 'created' || outcome === 'already'
}
