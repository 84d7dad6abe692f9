import type { TaskDefinitionErrorCode } from '@slipway/task-definition'

/** Why a deployment was not begun. Nothing was touched. */
export type DeployErrorCode =
  | 'TASK_DEFINITION_NOT_FOUND'
  | TaskDefinitionErrorCode
  | 'CONTAINER_NOT_FOUND'
  | 'CONTAINER_UNCLEAR'
  | 'IMAGE_NOT_FOUND'
  | 'IMAGE_UNRESOLVED'
  | 'DEPLOYMENT_IN_FLIGHT'
