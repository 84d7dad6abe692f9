import { covers } from '../judging/place.ts'
import { ownNamesOf } from '../judging/names.ts'
import type { PlacedFinding } from '../placed.ts'
import type { Ignore } from './ignore.ts'

/** Whether an entry means this finding, by whichever name of its vulnerability, expired or not. */
export function matches(ignore: Ignore, finding: PlacedFinding): boolean {
  const named = ownNamesOf(finding).includes(ignore.id.toUpperCase())
  return named && isInPackage(ignore, finding) && isOnPlatform(ignore, finding)
}

/** Finds the entry that ignores a finding: the first of the file where several do. */
export function matcher(ignores: readonly Ignore[]): (finding: PlacedFinding) => Ignore | undefined {
  const byName = Map.groupBy(ignores, ({ id }) => id.toUpperCase())
  return (finding) => {
    const named = ownNamesOf(finding).flatMap((name) => byName.get(name) ?? [])
    const fit = named.filter((ignore) => matches(ignore, finding))
    return fit.sort((a, b) => a.line - b.line)[0]
  }
}

/** Findings under every name of their vulnerability, in capitals. */
export function groupByName(findings: readonly PlacedFinding[]): ReadonlyMap<string, readonly PlacedFinding[]> {
  const pairs = findings.flatMap((finding) => ownNamesOf(finding).map((name) => ({ name, finding })))
  const groups = Map.groupBy(pairs, ({ name }) => name)
  return new Map([...groups].map(([name, group]) => [name, group.map(({ finding }) => finding)]))
}

export function isExpired({ until }: Ignore, now: number): boolean {
  return until !== undefined && !(now < until)
}

function isInPackage({ package: wanted }: Ignore, { packages }: PlacedFinding): boolean {
  return wanted === undefined || packages.some(({ name }) => name.toLowerCase() === wanted.toLowerCase())
}

/** An image that names no platform is on whichever one is asked for only if none is asked for. */
function isOnPlatform({ platform }: Ignore, { subject }: PlacedFinding): boolean {
  return platform === undefined || covers(platform, subject.platform)
}
