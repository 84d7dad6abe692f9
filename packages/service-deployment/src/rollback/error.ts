/** Why a rollback was not begun. Nothing was touched. */
export type RollbackErrorCode = 'REVISION_NOT_FOUND' | 'TASK_DEFINITION_INACTIVE'
