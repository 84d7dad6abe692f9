import type { PlacedFinding } from '../placed.ts'
import type { Rules } from '../policy.ts'
import { fixOf } from './split.ts'

/** Rules that could not be held against some findings, because no scanner gave what they ask for. */
export function ruleNotes(findings: readonly PlacedFinding[], rules: Rules): readonly string[] {
  const { cvss, epss, kev, onlyFixable, layers, baseLayers } = rules
  const lacking = (has: (finding: PlacedFinding) => boolean, note: (count: string) => string): readonly string[] => {
    const count = findings.filter((finding) => !has(finding)).length
    return count === 0 ? [] : [note(`${count} of ${findings.length} findings`)]
  }
  return [
    ...(cvss === undefined
      ? []
      : lacking(
          ({ score }) => score !== undefined,
          (n) => `fail-on-cvss: ${n} have no CVSS score; it spared them`,
        )),
    ...(epss === undefined
      ? []
      : lacking(
          (one) => one.epss !== undefined,
          (n) => `fail-on-epss: ${n} have no EPSS value, which enhanced scanning (Inspector) gives; it spared them`,
        )),
    ...(kev
      ? lacking(
          (one) => one.kev !== undefined,
          (n) => `fail-on-kev: of ${n} no scanner says whether they are exploited, as Inspector does; it spared them`,
        )
      : []),
    ...(onlyFixable
      ? lacking(
          (one) => fixOf(one) !== undefined,
          (n) => `only-fixable: of ${n} no scanner says whether a fix exists; they count`,
        )
      : []),
    ...(layers === 'own' && baseLayers === undefined
      ? ["layers: own, but the base image's layers are not known, so every layer counts: set base-image"]
      : []),
    ...(layers === 'own' && baseLayers !== undefined
      ? lacking(hasLayer, (n) => `layers: own: of ${n} no scanner names the layer; they count as your own`)
      : []),
  ]
}

function hasLayer({ packages }: PlacedFinding): boolean {
  return packages.some(({ layer }) => layer !== undefined)
}
