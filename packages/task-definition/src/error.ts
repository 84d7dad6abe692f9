import { Failure } from '@slipway/outcome'

export type TaskDefinitionErrorCode = 'TASK_DEFINITION_UNREADABLE'

export function unreadable(
  path: string,
  why: string,
  remedy = 'write it as JSON, as RegisterTaskDefinition takes it',
): Failure<TaskDefinitionErrorCode> {
  return new Failure('TASK_DEFINITION_UNREADABLE', `the task definition ${path} cannot be read: ${why}`, { remedy })
}
