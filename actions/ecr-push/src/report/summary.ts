import { codeSpan, markdownTable, safeMarkdown } from '@slipway/action-io'
import { causesOf } from '@slipway/outcome'
import type { Pushed } from '@slipway/oci'
import { describeCountsSoFar, countsSoFar, severities, type GateEnd } from '@slipway/scan-policy'
import { planned } from '../promotion/plan-promotion.ts'
import type { Rechecked, Result } from '../result.ts'
import { bytes, short } from '../words.ts'
import { findingSections } from './finding-sections.ts'

/** The page of one run: what came of it, about which image, and why. */
export function summary(result: Result): string {
  const { gate, rechecked, error } = result
  return sections(
    `### ecr-push: ${result.verdict} (${result.reason})`,
    safeMarkdown(result.message),
    list(error === undefined ? [] : causesOf(error).map((line) => `because: ${line}`)),
    facts(result),
    tagPlan(result),
    rechecked.length > 1 ? images(rechecked) : undefined,
    gate === undefined ? undefined : counts(gate),
    gate === undefined ? undefined : findingSections(gate),
    notes(result),
  )
}

function facts(result: Result): string | undefined {
  const { inputs, image, tags, held, plan, pushed, verdictDigest, rechecked } = result
  const tagged =
    inputs.mode === 'recheck' ? [] : [['tags on it', tags.length === 0 ? 'none' : tags.map(codeSpan).join(' ')]]
  const rows = [
    ...(image === '' || rechecked.length > 1 ? [] : [['image', codeSpan(image)], ...tagged]),
    ...(plan.length > 0 ? [] : held).map(({ tag, on, by }) => [
      'stays',
      `${codeSpan(tag)} on ${codeSpan(short(on))}, which is ${codeSpan(by)}`,
    ]),
    ...(pushed === undefined ? [] : [['pushed', sent(pushed)]]),
    ...(verdictDigest === '' || rechecked.length > 1 ? [] : [['verdict attached', codeSpan(short(verdictDigest))]]),
  ]
  return rows.length === 0 ? undefined : markdownTable(['', ''], rows)
}

function sent({ pushedBytes, reusedBytes, mountedBytes }: Pushed): string {
  const there = reusedBytes + mountedBytes
  if (pushedBytes === 0) return `nothing, all ${bytes(there)} were there`
  return `${bytes(pushedBytes)}${there === 0 ? '' : `, ${bytes(there)} were there`}`
}

function tagPlan({ plan }: Result): string | undefined {
  if (plan.length === 0) return undefined
  return markdownTable(
    ['tag', 'what becomes of it'],
    plan.map((one) => [codeSpan(one.tag), safeMarkdown(planned(one))]),
  )
}

function images(rechecked: readonly Rechecked[]): string {
  const rows = rechecked.map(({ label, digest, end }) => [
    safeMarkdown(label),
    codeSpan(short(digest)),
    `${end.verdict} (${end.reason})`,
    describeCountsSoFar(end),
  ])
  return markdownTable(['image', 'digest', 'verdict', 'findings'], rows)
}

/** Of an image that was not looked at to the end, a table of zeros would read as a clean one. */
function counts(end: GateEnd): string {
  const known = countsSoFar(end)
  const table = markdownTable(severities, [severities.map((severity) => String(known[severity] ?? '?'))])
  if (end.whole) return table
  const unknown = 'Not everything was scanned, so there may be more findings than these.'
  return Object.keys(known).length === 0 ? unknown : `${table}\n\n${unknown}`
}

function notes({ gate, notes }: Result): string | undefined {
  const lines = [...(gate?.ignoreNotes ?? []), ...(gate?.notes ?? []), ...notes]
  return lines.length === 0 ? undefined : `#### Notes\n\n${list([...new Set(lines)])}`
}

function list(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.map((line) => `- ${safeMarkdown(line)}`).join('\n')
}

/** Sections of a page, those that have something to say. */
function sections(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n\n')
}
