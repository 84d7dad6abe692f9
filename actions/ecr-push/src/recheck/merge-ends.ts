import { countBySeverity, type GateEnd, type PlacedFinding } from '@slipway/scan-policy'
import type { Rechecked } from '../result.ts'

/**
 * What was seen of all images together, under the verdict of the worst; each finding says in which image it is.
 * `allJudged`: there is no other image, of which nothing is known.
 */
export function mergeEnds(all: readonly Rechecked[], worst: GateEnd, allJudged: boolean): GateEnd {
  const whole = allJudged && all.every(({ end }) => end.whole)
  if (all.length === 1) return { ...worst, whole }
  const placed = all.map(({ label, end }) => place(label, end))
  const findings = placed.flatMap((end) => end.findings)
  return {
    ...worst,
    whole,
    findings,
    counts: countBySeverity(findings),
    breaking: placed.flatMap(({ breaking }) => breaking),
    ignored: placed.flatMap(({ ignored }) => ignored),
    spared: placed.flatMap(({ spared }) => spared),
    ignoreNotes: usedNowhere(placed),
    notes: [...new Set(placed.flatMap(({ notes }) => notes))],
    unrecorded: placed.flatMap(({ unrecorded }) => unrecorded),
  }
}

function place(label: string, end: GateEnd): GateEnd {
  const at = <F extends PlacedFinding>(finding: F): F => {
    const { digest, platform } = finding.subject
    return { ...finding, subject: { digest, platform: platform === '' ? label : `${label} ${platform}` } }
  }
  return {
    ...end,
    findings: end.findings.map(at),
    breaking: end.breaking.map(at),
    ignored: end.ignored.map(({ finding, ignore }) => ({ finding: at(finding), ignore })),
    spared: end.spared.map(({ finding, because }) => ({ finding: at(finding), because })),
  }
}

/** An entry that one image uses is of use, so that only what is noted for every image is noted for all. */
function usedNowhere(ends: readonly GateEnd[]): readonly string[] {
  const [first, ...others] = ends
  return (first?.ignoreNotes ?? []).filter((note) => others.every((end) => end.ignoreNotes.includes(note)))
}
