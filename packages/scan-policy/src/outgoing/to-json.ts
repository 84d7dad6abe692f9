import type { GateEnd } from '../judge.ts'
import { lastDay } from '../ignores/last-day.ts'
import { countsSoFar } from '../judging/counts-so-far.ts'
import { severityOf } from '../severity.ts'
import { outcomesOf, type Became, type Outcome } from './became.ts'
import type { OutgoingContext } from './context.ts'

/** Raised when a member changes its meaning or goes away; new ones may come at any time. */
export const findingsVersion = 1

/** The verdict with all of its evidence as JSON; docs/scan-verdict.md describes the members. */
export function toJson(end: GateEnd, { image, toolVersion }: OutgoingContext): string {
  const { verdict, accepted, reason, message, whole: complete, ignoreNotes, notes, unrecorded } = end
  const findings = outcomesOf(end).map(written)
  const whole = {
    version: findingsVersion,
    tool: { name: 'Slipway ecr-push', version: toolVersion },
    image,
    verdict,
    accepted,
    reason,
    message,
    whole: complete,
    counts: countsSoFar(end),
    findings,
    unrecorded,
    ignoreNotes,
    notes,
  }
  return `${JSON.stringify(whole, undefined, 2)}\n`
}

function written({ finding, became }: Outcome): object {
  const { id, vulnerability, aliases, severity, subject, packages, source, ...rest } = finding
  const { onlyError, about, line, score, epss, kev, exploit, fix, title, description, uri } = rest
  return {
    ...stateOf(became),
    vulnerability,
    aliases,
    severity: severityOf(severity),
    scannerSeverity: severity,
    onlyError,
    platform: subject.platform,
    digest: subject.digest,
    packages,
    about,
    line,
    ...{ score, epss, kev, exploit, fix, title, description, uri },
    source,
    id,
  }
}

/** `state`, and why it is that. */
export function stateOf(became: Became): object {
  if (became.state === 'tolerated') return { state: became.state }
  if (became.state !== 'ignored') return { state: became.state, because: became.because }
  const { reason, owner, line } = became.ignore
  return {
    state: became.state,
    ignore: { reason, owner, until: lastDay(became.ignore) || undefined, line },
  }
}
