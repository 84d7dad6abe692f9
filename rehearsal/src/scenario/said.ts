import type { Ending, StepReport } from '../report/model.ts'

/**
 * What the actions of a scenario said in the end: the first that did not let it go on, otherwise the one that moved
 * traffic, otherwise the last.
 */
export function said(steps: readonly StepReport[]): Pick<Ending, 'verdict' | 'reason'> {
  const step =
    steps.find(({ conclusion }) => conclusion !== 'success') ??
    steps.findLast(({ action }) => action.startsWith('ecs-')) ??
    steps.at(-1)
  return { verdict: step?.verdict ?? '', reason: step?.reason || (step?.conclusion ?? 'no action ran') }
}
