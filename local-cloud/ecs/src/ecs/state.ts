import { processRuntime } from '../tasks/process-runtime.ts'
import type { ClusterRecord, ServiceRecord, TaskDefinitionRecord, TaskRecord } from './records.ts'
import type { Beginning } from '@slipway/local-cloud-frame/context'
import type { TaskRuntime } from '../tasks/runtime.ts'

export interface EcsState {
  /** By name. */
  readonly clusters: Map<string, ClusterRecord>
  /** By family, oldest revision first. */
  readonly taskDefinitions: Map<string, TaskDefinitionRecord[]>
  /** By ARN. A deleted service stays, INACTIVE, until one of the same name is created. */
  readonly services: Map<string, ServiceRecord>
  /** By ARN. Stopped tasks stay visible for a while. */
  readonly tasks: Map<string, TaskRecord>
  readonly runtime: TaskRuntime
}

/** Empty. When the cloud stops, every task has ended before `stop()` returns. */
export function createEcsState(beginning: Beginning): EcsState {
  const state: EcsState = {
    clusters: new Map(),
    taskDefinitions: new Map(),
    services: new Map(),
    tasks: new Map(),
    runtime: processRuntime(`${beginning.dataDir}/tasks`),
  }
  beginning.onStop(async () => {
    for (const task of state.tasks.values()) {
      task.stop({ stopCode: 'ServiceSchedulerInitiated', reason: 'The cloud stops', failed: false })
    }
    await state.runtime.close()
    await Promise.all([...state.tasks.values()].map(({ ended }) => ended))
  })
  return state
}
