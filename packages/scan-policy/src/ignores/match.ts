import { covers } from '../judging/place.ts'
import { namesOf } from '../judging/names.ts'
import type { PlacedFinding } from '../placed.ts'
import type { Ignore } from './ignore.ts'

/** Whether an entry means this finding, by whichever name of its vulnerability, expired or not. */
export function matches(ignore: Ignore, finding: PlacedFinding): boolean {
  return isNamed(ignore, finding) && isInPackage(ignore, finding) && isOnPlatform(ignore, finding)
}

export function isExpired({ until }: Ignore, now: number): boolean {
  return until !== undefined && !(now < until)
}

export function isNamed({ id }: Ignore, finding: PlacedFinding): boolean {
  return namesOf(finding).includes(id.toUpperCase())
}

function isInPackage({ package: wanted }: Ignore, { packages }: PlacedFinding): boolean {
  return wanted === undefined || packages.some(({ name }) => name.toLowerCase() === wanted.toLowerCase())
}

/** An image that names no platform is on whichever one is asked for only if none is asked for. */
function isOnPlatform({ platform }: Ignore, { subject }: PlacedFinding): boolean {
  return platform === undefined || covers(platform, subject.platform)
}
