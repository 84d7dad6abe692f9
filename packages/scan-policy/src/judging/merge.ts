import type { Finding, FoundPackage } from '../finding.ts'
import type { PlacedFinding } from '../placed.ts'
import { severities, severityOf } from '../severity.ts'
import { canonicalNames, namesOf } from './names.ts'
import { fixOf, splitByPackage } from './split.ts'

/**
 * Every vulnerability once for each package, version and image, whoever found it, most severe first. The order of
 * what comes in changes nothing. Findings that Inspector closed, or a central rule of it suppresses, are left out.
 */
export function normalise(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const active = findings.filter(({ status }) => status !== 'SUPPRESSED' && status !== 'CLOSED')
  const nameOf = canonicalNames(active)
  const groups = Map.groupBy(active.flatMap(splitByPackage), (finding) => keyOf(finding, nameOf(finding)))
  const merged = [...groups.values()].map((group) => merge(group, nameOf(group[0] as PlacedFinding)))
  return bySeverityAndName(merged)
}

/** Vulnerability, package and version of a finding that was normalised, whatever image it is in. */
export function placelessKey(finding: PlacedFinding): string {
  return JSON.stringify([finding.vulnerability.toUpperCase(), ...packageKey(finding)])
}

function keyOf(finding: PlacedFinding, name: string): string {
  const { digest, platform } = finding.subject
  return JSON.stringify([digest, platform, name, ...packageKey(finding)])
}

function packageKey({ packages: [found], about, line }: Finding): readonly (string | number | undefined)[] {
  return [found?.name.toLowerCase(), found?.version, about, line]
}

/** The most severe and most informed of several reports of one finding. */
function merge(group: readonly PlacedFinding[], name: string): PlacedFinding {
  const plain = group.map((one) => ({ ...one, packages: inOrder(one.packages) }))
  const sorted = [...inOrder(plain)].sort((a, b) => rank(a) - rank(b))
  const [first] = sorted as [PlacedFinding]
  const all = [...new Set(sorted.flatMap(namesOf))]
  const vulnerability = sorted.find((one) => one.vulnerability.toUpperCase() === name)?.vulnerability ?? name
  const aliases = all.filter((one) => one !== vulnerability.toUpperCase()).sort()
  const fixes = sorted.map(fixOf)
  return withoutUndefined({
    ...first,
    vulnerability,
    onlyError: onlyErrorOf(sorted, first),
    packages: locations(sorted),
    aliases: aliases.length === 0 ? undefined : aliases,
    fix: (['yes', 'partial', 'no'] as const).find((word) => fixes.includes(word)),
    score: most(sorted.map(({ score }) => score)),
    epss: most(sorted.map(({ epss }) => epss)),
    kev: either(sorted.map(({ kev }) => kev)),
    exploit: either(sorted.map(({ exploit }) => exploit)),
    uri: told(sorted.map(({ uri }) => uri)),
    title: told(sorted.map(({ title }) => title)),
    description: told(sorted.map(({ description }) => description)),
    source: told([[...new Set(sorted.flatMap(({ source }) => source ?? []))].sort().join(', ')]),
  })
}

/** The guess of a report holds where nobody else says that it is as severe. */
function onlyErrorOf(group: readonly Finding[], first: Finding): string | undefined {
  const worst = group.filter((one) => rank(one) === rank(first))
  return worst.every(({ onlyError }) => onlyError !== undefined) ? first.onlyError : undefined
}

/** Each place once; a report that names none adds nothing to one that does. */
function locations(group: readonly Finding[]): readonly FoundPackage[] {
  const all = inOrder(group.flatMap(({ packages }) => packages))
  const fixedIn = told(all.map((one) => one.fixedIn))
  const full = all.map((one) => (fixedIn === undefined ? one : { ...one, fixedIn: one.fixedIn ?? fixedIn }))
  const placed = full.filter(({ path, layer }) => path !== undefined || layer !== undefined)
  const shown = placed.length > 0 ? placed : full.slice(0, 1)
  return [...new Map(shown.map((one) => [JSON.stringify([one.path, one.layer]), one])).values()]
}

function inOrder<T>(items: readonly T[]): readonly T[] {
  if (items.length < 2) return items
  const keyed = items.map((item) => ({ item, key: JSON.stringify(item) }))
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item)
}

function most(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined && !Number.isNaN(value)) as number[]
  return known.length === 0 ? undefined : known.reduce((a, b) => Math.max(a, b))
}

function either(values: readonly (boolean | undefined)[]): boolean | undefined {
  return values.includes(true) || (values.includes(false) ? false : undefined)
}

function told(values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== '')
}

function bySeverityAndName(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const keyed = findings.map((one) => ({ one, rank: rank(one), name: placelessKey(one), place: place(one) }))
  const sorted = keyed.sort((a, b) => a.rank - b.rank || compare(a.name, b.name) || compare(a.place, b.place))
  return sorted.map(({ one }) => one)
}

function place({ subject: { platform, digest } }: PlacedFinding): string {
  return JSON.stringify([platform, digest])
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severityOf(severity))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Undefinable<T> = { readonly [K in keyof T]: T[K] | undefined }

function withoutUndefined(finding: Undefinable<PlacedFinding>): PlacedFinding {
  return Object.fromEntries(
    Object.entries(finding).filter(([, value]) => value !== undefined),
  ) as unknown as PlacedFinding
}
