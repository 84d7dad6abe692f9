import type { EcrReferrer } from '@slipway/aws/ecr'

const evaluatedAt = 'slipway.evaluated-at'

/** The newest verdict among an image's referrers; an older one has been overtaken, whatever it says. */
export function newestVerdict(referrers: readonly EcrReferrer[]): EcrReferrer | undefined {
  const at = ({ annotations }: EcrReferrer): string => annotations[evaluatedAt] ?? ''
  return referrers.filter((one) => at(one) !== '').toSorted((a, b) => (at(a) < at(b) ? 1 : -1))[0]
}

/** Whether a verdict accepted the image at most so many milliseconds ago. */
export function acceptedWithin(verdict: EcrReferrer | undefined, ms: number, now: number): boolean {
  if (verdict?.annotations['slipway.accepted'] !== 'true') return false
  const age = now - Date.parse(verdict.annotations[evaluatedAt] ?? '')
  return age <= ms
}
