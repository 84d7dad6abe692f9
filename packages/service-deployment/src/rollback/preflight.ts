import type { EcsPort, EcsService, RegisteredDefinition, ServiceRevision } from '@slipway/aws/ecs'
import { Failure, type Judgement } from '@slipway/outcome'
import type { RollbackErrorCode } from './error.ts'
import type { RollbackPlan } from './rollback-plan.ts'

/** UpdateService takes only ACTIVE task definitions, and an INACTIVE one cannot be made ACTIVE again. */
export async function requireActive(
  ecs: EcsPort,
  { arn, taskDefinition }: ServiceRevision,
): Promise<RegisteredDefinition> {
  const definition = await ecs.describeTaskDefinition(taskDefinition)
  if (definition?.status === 'ACTIVE') return definition
  const state = definition === undefined ? 'gone' : definition.status
  throw new Failure<RollbackErrorCode>(
    'TASK_DEFINITION_INACTIVE',
    `the task definition ${taskDefinition} of ${arn} is ${state}`,
    {
      remedy: 'choose another service revision with to:, or register that definition again and deploy it',
    },
  )
}

/** PAUSE hooks are continued for a revision that has proven itself; nothing here could verify another one. */
export function unverifiable(
  { proven, target }: RollbackPlan,
  { hooks }: EcsService,
): Judgement<'nothing-to-verify'> | undefined {
  if (proven || target === undefined || !hasPause(hooks)) return undefined
  const message = `no SUCCESSFUL service deployment made ${target.arn}, and the service has a PAUSE hook that asks for a verification; use ecs-deploy with verify-url`
  return { verdict: 'fail', reason: 'nothing-to-verify', message }
}

export function hasPause(hooks: EcsService['hooks']): boolean {
  return hooks.some(({ targetType }) => targetType === 'PAUSE')
}
