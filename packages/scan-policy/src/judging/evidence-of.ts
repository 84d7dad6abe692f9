import type { Evidence, IgnoredFinding, SparedFinding } from '../evidence.ts'
import { countBySeverity } from '../finding.ts'
import { ignoreNotes } from '../ignores/notes.ts'
import { isExpired, matcher } from '../ignores/match.ts'
import type { PlacedFinding, ScannedImage } from '../placed.ts'
import type { Rules } from '../policy.ts'
import { breakingOf } from './break.ts'
import { normalise } from './merge.ts'
import { placeReport, type OtherReport } from './place.ts'
import { ruleNotes } from './rule-notes.ts'
import { sparedBecause } from './spare.ts'

/** What scanners said of the images so far. */
export interface ScannerAnswers {
  readonly images: readonly ScannedImage[]
  readonly reports: readonly OtherReport[]
  /** Nothing more is to come: only then is an ignore that matches nothing an unused one. */
  readonly complete: boolean
}

/** Everything seen, normalised once, and sorted into what is ignored, spared, breaking, or fine. */
export function evidenceOf({ images, reports, complete }: ScannerAnswers, rules: Rules, now: number): Evidence {
  const placed = reports.map((report) =>
    placeReport(
      report,
      images.map(({ subject }) => subject),
    ),
  )
  const scanned = images.flatMap(({ subject, findings }) => findings.map((finding) => ({ ...finding, subject })))
  const all = [...scanned, ...placed.flatMap(({ findings }) => findings)]
  const findings = normalise(all)
  const { ignored, spared, judged } = sort(findings, rules, now)
  return {
    counts: countBySeverity(findings),
    findings,
    breaking: breakingOf(judged, rules),
    ignored,
    spared,
    ignoreNotes: ignoreNotes(rules.ignores, findings, complete, now),
    notes: [...placed.flatMap(({ note = [] }) => note), ...ruleNotes(judged, rules), ...suppressedNote(all)],
  }
}

interface Sorted {
  readonly ignored: readonly IgnoredFinding[]
  readonly spared: readonly SparedFinding[]
  readonly judged: readonly PlacedFinding[]
}

function sort(findings: readonly PlacedFinding[], rules: Rules, now: number): Sorted {
  const ignoreOf = matcher(rules.ignores.filter((ignore) => !isExpired(ignore, now)))
  const ignored: IgnoredFinding[] = []
  const spared: SparedFinding[] = []
  const judged: PlacedFinding[] = []
  for (const finding of findings) {
    const ignore = ignoreOf(finding)
    const because = sparedBecause(finding, rules)
    if (ignore !== undefined) ignored.push({ finding, ignore })
    else if (because !== undefined) spared.push({ finding, because })
    else judged.push(finding)
  }
  return { ignored, spared, judged }
}

function suppressedNote(all: readonly PlacedFinding[]): readonly string[] {
  const suppressed = new Set(all.filter(({ status }) => status === 'SUPPRESSED').map(({ id }) => id)).size
  return suppressed === 0 ? [] : [`a suppression rule of Inspector hides ${suppressed}; they do not count`]
}
