import * as claim from './claim.ts'
import type { Claim } from './claim.ts'
import type { Evidence } from './evidence.ts'

/** What can have happened to a scenario, and what must hold in the evidence for each. No two can hold together. */
const claims = {
  released: [
    claim.imageTagged,
    claim.testBeforeProduction,
    claim.productionMoved,
    claim.deploymentsEnded('SUCCESSFUL'),
    claim.candidateServes,
    claim.gitTagged,
    claim.noRequestFailed,
    claim.inFlightAtEveryShift,
  ],
  'refused-at-the-gate': [
    claim.imageHeld,
    claim.noImageTagged,
    claim.noDeployment,
    claim.productionNeverSawCandidate,
    claim.sameAsBefore,
    claim.noGitTag,
    claim.noRequestFailed,
  ],
  'refused-on-test': [
    claim.testServedCandidate,
    claim.productionNeverSawCandidate,
    claim.noTaskCrashed,
    claim.deploymentsEnded('ROLLBACK_SUCCESSFUL'),
    claim.sameAsBefore,
    claim.noGitTag,
    claim.noRequestFailed,
  ],
  crashed: [
    claim.tasksCrashed,
    claim.testNeverServedCandidate,
    claim.productionNeverSawCandidate,
    claim.deploymentsEnded('ROLLBACK_SUCCESSFUL'),
    claim.sameAsBefore,
    claim.noGitTag,
    claim.noRequestFailed,
  ],
  'rolled-back-in-production': [
    claim.testBeforeProduction,
    claim.productionServedCandidate,
    claim.someRequestsFailed,
    claim.alarmFired,
    claim.inFlightAtEveryShift,
    claim.deploymentsEnded('ROLLBACK_SUCCESSFUL'),
    claim.sameAsBefore,
    claim.noGitTag,
  ],
  restored: [
    claim.noImageTagged,
    claim.deploymentsEnded('SUCCESSFUL'),
    claim.earlierServes,
    claim.noGitTag,
    claim.noRequestFailed,
    claim.inFlightAtEveryShift,
  ],
  nothing: [
    claim.nothingBuilt,
    claim.nothingWritten,
    claim.noDeployment,
    claim.sameAsBefore,
    claim.noGitTag,
    claim.noRequestFailed,
  ],
} as const satisfies Readonly<Record<string, readonly Claim[]>>

/** `unclear`: the evidence fits none of them. */
export type Happening = keyof typeof claims | 'unclear'

export interface Finding {
  readonly text: string
  readonly holds: boolean
}

/** Without enough load nothing is shown. */
function claimsOf(happening: keyof typeof claims): readonly Claim[] {
  return [...claims[happening], claim.underLoad]
}

/** What happened, from the evidence alone. */
export function whatHappened(evidence: Evidence): Happening {
  const names = Object.keys(claims) as (keyof typeof claims)[]
  return names.find((name) => claimsOf(name).every((one) => one.holds(evidence))) ?? 'unclear'
}

/** Every claim of `happening` with whether it holds. */
export function findings(happening: Exclude<Happening, 'unclear'>, evidence: Evidence): readonly Finding[] {
  return claimsOf(happening).map((one) => ({ text: one.text, holds: one.holds(evidence) }))
}
