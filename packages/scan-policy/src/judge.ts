import type { Judgement } from '@slipway/outcome'
import type { Evidence } from './evidence.ts'
import { evidenceOf, type ScannerAnswers } from './judging/evidence-of.ts'
import { onlyErrorWords } from './judging/only-error.ts'
import { describeCounts, describeRules, fixWords, labelOf } from './judging/words.ts'
import type { Rules } from './policy.ts'
import type { ScanSubject } from './track.ts'

export type GateReason =
  | 'clean'
  | 'below-threshold'
  | 'findings'
  | 'unscannable'
  | 'scan-failed'
  | 'scan-timeout'
  | 'cancelled'

/** The gate's verdict with its evidence: as much of it as was seen. */
export interface GateEnd extends Judgement<GateReason>, Evidence {
  /** Promotion may go on: the verdict is `pass`, or the policy accepts an image without one. */
  readonly accepted: boolean
  /** Every image was looked at to the end: only then does a count of 0 mean that there is none. */
  readonly whole: boolean
  /** Images of whose scan ECR said that it has no record. */
  readonly unrecorded: readonly ScanSubject[]
}

/**
 * The verdict on images that were seen completely: the union over all of them and all reports, so that one finding that
 * breaks a rule in any of them fails all.
 */
export function judge(answers: Omit<ScannerAnswers, 'complete'>, rules: Rules, now: number): GateEnd {
  const evidence = evidenceOf({ ...answers, complete: true }, rules, now)
  const rest = { ...evidence, whole: true, unrecorded: [] }
  if (evidence.breaking.length > 0) {
    return { verdict: 'fail', reason: 'findings', message: whatBroke(evidence), accepted: false, ...rest }
  }
  const reason = evidence.findings.length === 0 ? 'clean' : 'below-threshold'
  return { verdict: 'pass', reason, message: whatPassed(evidence, rules), accepted: true, ...rest }
}

/** The worst three by name, and how many of each severity there are. */
export function whatBroke({ breaking, findings, counts }: Evidence): string {
  const worst = breaking.slice(0, 3).map((one) => `${labelOf(one)}: ${one.because}${fixWords(one)}`)
  const more = breaking.length > worst.length ? `; and ${breaking.length - worst.length} more` : ''
  const [word, breaks] = [findings.length === 1 ? 'finding' : 'findings', breaking.length === 1 ? 'breaks' : 'break']
  return `${breaking.length} of ${findings.length} ${word} (${describeCounts(counts)}) ${breaks} the rules: ${worst.join('; ')}${more}${onlyErrorWords(breaking)}`
}

function whatPassed({ findings, counts, ignored, spared }: Evidence, rules: Rules): string {
  if (findings.length === 0) return 'the scan found nothing'
  const rest = [
    ...(ignored.length === 0 ? [] : [`${ignored.length} ignored`]),
    ...(spared.length === 0 ? [] : [`${spared.length} spared`]),
  ]
  const those = rest.length === 0 ? 'no finding' : 'no finding that counts'
  return `${those} breaks the rules (${describeRules(rules)}): ${[describeCounts(counts), ...rest].join('; ')}`
}
