import type { EcrReferrer } from '@slipway/aws/ecr'

const evaluatedAt = 'slipway.evaluated-at'

/** The newest verdict among an image's referrers; an older one has been overtaken, whatever it says. */
export function newestVerdict(referrers: readonly EcrReferrer[]): EcrReferrer | undefined {
  const at = ({ annotations }: EcrReferrer): string => annotations[evaluatedAt] ?? ''
  return referrers.filter((one) => at(one) !== '').toSorted((a, b) => (at(a) < at(b) ? 1 : -1))[0]
}

/** Whether a verdict is at most so many milliseconds old. */
export function isWithin({ annotations }: EcrReferrer, ms: number, now: number): boolean {
  return now - Date.parse(annotations[evaluatedAt] ?? '') <= ms
}

export function isAccepting({ annotations }: EcrReferrer): boolean {
  return annotations['slipway.accepted'] === 'true'
}
