import { isIn } from '../baseline.ts'
import { isFromBase } from '../layers.ts'
import type { PlacedFinding } from '../placed.ts'
import type { Rules } from '../policy.ts'
import { fixOf } from './split.ts'

/** Why a finding is none that this release has to answer for; `undefined` when it is one. */
export function sparedBecause(finding: PlacedFinding, rules: Rules): string | undefined {
  const { baseline, onlyFixable, layers, baseLayers } = rules
  const reasons = [
    ...(baseline !== undefined && isIn(baseline, finding) ? [`not new: ${baseline.name} has it already`] : []),
    ...(onlyFixable && fixOf(finding) === 'no' ? ['no version fixes it yet (only-fixable)'] : []),
    ...(layers === 'own' && baseLayers !== undefined && isFromBase(finding, baseLayers)
      ? ['a layer of the base image brings it (layers: own)']
      : []),
  ]
  return reasons.length === 0 ? undefined : reasons.join('; ')
}
