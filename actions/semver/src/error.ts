import type { Refusal } from '@slipway/versioning'

/** What this action can fail with, besides the codes of its boundaries. */
export type SemverErrorCode =
  /** History was cut where the base tag may be. */
  'SHALLOW_CLONE' | Refusal['code']
