/** Where a deployment is on its way: `leaving` ones are being stopped or rolled back and cannot succeed any more. */
export type Phase = 'under-way' | 'leaving' | 'over'

const phases: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['PENDING', 'under-way'],
  ['IN_PROGRESS', 'under-way'],
  ['STOP_REQUESTED', 'leaving'],
  ['ROLLBACK_REQUESTED', 'leaving'],
  ['ROLLBACK_IN_PROGRESS', 'leaving'],
  ['SUCCESSFUL', 'over'],
  ['STOPPED', 'over'],
  ['ROLLBACK_SUCCESSFUL', 'over'],
  ['ROLLBACK_FAILED', 'over'],
])

/** A status that is not known yet is waited on: nothing is concluded from it. */
export function phaseOf(status: string): Phase {
  return phases.get(status) ?? 'under-way'
}
