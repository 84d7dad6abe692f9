import type { ScenarioReport } from '../model.ts'
import { duration } from '../words.ts'
import type { Bar } from './bar.ts'

/** ECS's lifecycle stages in the reader's words, longest first, and what kind of stage each is. */
const stages: Readonly<Record<string, readonly [kind: string, ...names: string[]]>> = {
  RECONCILE_SERVICE: ['prepare', 'Reconcile'],
  PRE_SCALE_UP: ['prepare', 'Before scale-up', 'Before'],
  SCALE_UP: ['prepare', 'Scale up', 'Scale'],
  POST_SCALE_UP: ['prepare', 'Scaled up'],
  TEST_TRAFFIC_SHIFT: ['prove', 'Test shift', 'Test'],
  POST_TEST_TRAFFIC_SHIFT: ['prove', 'Proof on the test listener', 'Proof'],
  PRE_PRODUCTION_TRAFFIC_SHIFT: ['shift', 'Before shift'],
  PRODUCTION_TRAFFIC_SHIFT: ['shift', 'Production shift', 'Shift'],
  POST_PRODUCTION_TRAFFIC_SHIFT: ['shift', 'Shifted'],
  BAKE_TIME: ['bake', 'Bake time', 'Bake'],
  CLEAN_UP: ['prepare', 'Clean up', 'Clean'],
}

/** The lifecycle stages of every service deployment; those on the way back look different. */
export function stageBars({ deployments }: ScenarioReport): readonly Bar[] {
  return deployments.flatMap((deployment) =>
    deployment.stages.map(({ name, status, startMs, durationMs }) => {
      const back = status.startsWith('ROLLBACK') || status.startsWith('STOP')
      const [kind, ...names] = stages[name] ?? ['prepare']
      return {
        startMs,
        durationMs,
        names: back ? [`Rolling back: ${names[0] ?? name}`, 'Rolling back', 'Back'] : names.length > 0 ? names : [name],
        title: `${name || 'no stage'} (${status}), ${duration(durationMs)}`,
        className: back ? 'back' : kind,
      }
    }),
  )
}
