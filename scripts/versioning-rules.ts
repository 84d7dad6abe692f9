import type { Mutation } from './mutations.ts'
import { denials } from './versioning-rules/denials.ts'
import { footers } from './versioning-rules/footers.ts'
import { headers } from './versioning-rules/headers.ts'
import { lines } from './versioning-rules/lines.ts'
import { notes } from './versioning-rules/notes.ts'
import { packages } from './versioning-rules/packages.ts'
import { pieces } from './versioning-rules/pieces.ts'
import { plans } from './versioning-rules/plans.ts'
import { reversals } from './versioning-rules/reversals.ts'
import { slips } from './versioning-rules/slips.ts'
import { verdicts } from './versioning-rules/verdicts.ts'
import { versions } from './versioning-rules/versions.ts'

/** Each rule by which a version, its name or its notes are made, as the edit that takes it away. */
export const versioningRules: readonly Mutation[] = [
  ...headers,
  ...footers,
  ...denials,
  ...verdicts,
  ...pieces,
  ...slips,
  ...reversals,
  ...versions,
  ...plans,
  ...lines,
  ...packages,
  ...notes,
]
