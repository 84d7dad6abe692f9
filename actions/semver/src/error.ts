import type { Refusal } from '@slipway/versioning'

/** What this action can fail with, besides the codes of its boundaries. */
export type SemverErrorCode =
  /** Other runs took one version after the other. */
  'CONTENDED' | Refusal['code']
