import type { Evidence } from '../evidence.ts'
import type { Ignore } from '../ignores/ignore.ts'
import { placelessKey } from '../judging/merge.ts'
import type { PlacedFinding } from '../placed.ts'

/** What became of a finding. */
export type Became =
  | { readonly state: 'breaking'; readonly because: string }
  | { readonly state: 'ignored'; readonly ignore: Ignore }
  | { readonly state: 'spared'; readonly because: string }
  /** It counts, and no rule refuses it. */
  | { readonly state: 'tolerated' }

export interface Outcome {
  readonly finding: PlacedFinding
  readonly became: Became
}

/** Every finding with what became of it: those that broke a rule first, then by severity. */
export function outcomesOf({ findings, breaking, ignored, spared }: Evidence): readonly Outcome[] {
  const fates = new Map<string, Became>([
    ...spared.map(({ finding, because }) => [keyOf(finding), { state: 'spared', because }] as const),
    ...ignored.map(({ finding, ignore }) => [keyOf(finding), { state: 'ignored', ignore }] as const),
    ...breaking.map((finding) => [keyOf(finding), { state: 'breaking', because: finding.because }] as const),
  ])
  const all = findings.map((finding) => ({ finding, became: fates.get(keyOf(finding)) ?? tolerated }))
  const { true: first = [], false: rest = [] } = Object.groupBy(all, ({ became }) => `${became.state === 'breaking'}`)
  return [...first, ...rest]
}

const tolerated: Became = { state: 'tolerated' }

/** A scanner's finding in several packages is several findings here, all with its id. */
function keyOf(finding: PlacedFinding): string {
  const { id, subject } = finding
  return JSON.stringify([id, subject.digest, subject.platform, placelessKey(finding)])
}
