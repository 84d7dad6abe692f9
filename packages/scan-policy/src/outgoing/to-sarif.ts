import { tally } from '../incoming/tally.ts'
import type { GateEnd } from '../judge.ts'
import type { PlacedFinding } from '../placed.ts'
import { outcomesOf, type Outcome } from './became.ts'
import { byteLength } from './byte-length.ts'
import { repositoryOf, type OutgoingContext } from './context.ts'
import { sarifLocation } from './sarif-location.ts'
import { fingerprintOf, resultOf } from './sarif-result.ts'
import { ruleOf, type Rule } from './sarif-rule.ts'

/** What GitHub takes (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support). */
export const sarifLimits = {
  results: 25_000,
  /** Of the results it shows the 5,000 most severe. */
  shown: 5000,
  /** Bytes. GitHub's 10 MB are of the packed file; below this even one that cannot be packed fits. */
  size: 9_900_000,
} as const

export interface SarifContext extends OutgoingContext {
  /** The file of the repository at which alerts are shown, e.g. `Dockerfile`; see `sarifLocation`. */
  readonly location: string
}

/**
 * The findings that count as SARIF 2.1.0 for GitHub's code scanning, those that broke a rule first; ignored ones are left out,
 * which closes their alerts. What had to be cut is said in the run's notifications. Where not every image was looked at to
 * the end, it says that the run did not succeed (SARIF 2.1.0, 3.20.14): no result is no sign of a clean image then.
 * @throws {Failure} LOCATION_INVALID
 */
export function toSarif(end: GateEnd, context: SarifContext, limits: Limits = sarifLimits): string {
  const outcomes = outcomesOf(end).filter(({ became }) => became.state !== 'ignored')
  const frame = { end, context, found: outcomes.length }
  const room = limits.size - longestNotes - byteLength(JSON.stringify(logOf(frame, { rules: [], results: [] })))
  return JSON.stringify(logOf(frame, fill(outcomes, sarifLocation(context.location), { ...limits, size: room })))
}

/** Bytes of the notifications, which are written when it is known what they say. */
const longestNotes = 600

type Limits = Readonly<Record<keyof typeof sarifLimits, number>>

interface Contents {
  readonly rules: readonly Rule[]
  readonly results: readonly object[]
}

/** As many results as fit, in order, each with its rule. */
function fill(outcomes: readonly Outcome[], location: string, limits: Limits): Contents {
  const groups = Map.groupBy(outcomes, ({ finding }) => finding.vulnerability)
  const rules = new Map<string, { readonly index: number; readonly rule: Rule }>()
  const results: object[] = []
  const prints = new Map<string, number>()
  let room = limits.size
  for (const outcome of outcomes.slice(0, limits.results)) {
    const { vulnerability } = outcome.finding
    const known = rules.get(vulnerability)
    const rule = known ?? { index: rules.size, rule: ruleOf(vulnerability, findingsOf(groups.get(vulnerability))) }
    const result = resultOf(outcome, rule.index, location, uniquePrint(outcome, prints))
    room -= sizeOf(result) + (known === undefined ? sizeOf(rule.rule) : 0)
    if (room < 0) break
    rules.set(vulnerability, rule)
    results.push(result)
  }
  return { rules: [...rules.values()].map(({ rule }) => rule), results }
}

function findingsOf(group: readonly Outcome[] = []): readonly PlacedFinding[] {
  return group.map(({ finding }) => finding)
}

/** The form that GitHub's own fingerprints have: a hash, and which one of those that are equal. */
function uniquePrint(outcome: Outcome, prints: Map<string, number>): string {
  const print = fingerprintOf(outcome)
  const count = (prints.get(print) ?? 0) + 1
  prints.set(print, count)
  return `${print}:${count}`
}

/** With the comma after it. */
function sizeOf(value: object): number {
  return byteLength(JSON.stringify(value)) + 1
}

interface Frame {
  readonly end: GateEnd
  readonly context: SarifContext
  readonly found: number
}

function logOf({ end, context, found }: Frame, { rules, results }: Contents): object {
  const { verdict, reason, accepted, whole } = end
  const driver = { name: 'Slipway ecr-push', version: context.toolVersion, rules }
  const run = {
    tool: { driver },
    automationDetails: { id: `ecr-push/${repositoryOf(context.image)}/` },
    invocations: [
      {
        executionSuccessful: whole,
        toolExecutionNotifications: notifications(end, found, results),
      },
    ],
    results,
    columnKind: 'utf16CodeUnits',
    properties: { image: context.image, verdict, reason, accepted, message: end.message },
  }
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
}

function notifications(end: GateEnd, found: number, results: readonly object[]): readonly object[] {
  const ignored = end.ignored.length
  const cut = found - results.length
  const hidden = results.length - sarifLimits.shown
  const texts = [
    ...(cut === 0 ? [] : [`${tally(cut, 'result')} of ${found} left out: the file would be larger than GitHub takes`]),
    ...(hidden <= 0 ? [] : [`GitHub shows ${sarifLimits.shown} of these ${results.length} results`]),
    ...(ignored === 0 ? [] : [`${tally(ignored, 'ignored finding')} left out`]),
  ]
  return texts.map((text) => ({ level: 'note', message: { text } }))
}
