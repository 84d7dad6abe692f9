import { codeSpan } from '@slipway/action-io'
import type { PackageRelease } from '../result.ts'

/** What became of one release, in a few words: its tag as `code`, then `(minor, preview)`. */
export function headline(release: PackageRelease, code: (tag: string) => string = codeSpan): string {
  const { plan } = release
  return plan.bump === 'none' ? 'nothing to release' : `${code(plan.tag)} (${plan.bump}, ${stateOf(release)})`
}

/** Whether it is there, and since when. */
export function stateOf({ plan, outcome, release }: PackageRelease): string {
  if (outcome === 'superseded') return 'superseded: a later commit was released meanwhile'
  if (outcome === 'created') return release === undefined ? 'tagged' : 'released'
  if (outcome === 'already') return release?.state === 'published' ? 'released' : `already ${done(release)}`
  return plan.refusal === undefined ? 'preview' : 'preview, cannot be released'
}

function done(release: PackageRelease['release']): string {
  return release === undefined ? 'tagged' : 'released'
}
