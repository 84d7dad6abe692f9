import type {
  DeleteTaskDefinitionsCommandInput as Input,
  DeleteTaskDefinitionsCommandOutput as Output,
} from '@aws-sdk/client-ecs'
import { clientError, invalid } from '../errors.ts'
import { lookUpTaskDefinition } from '../find.ts'
import type { TaskDefinitionRecord } from '../records.ts'
import { taskDefinitionView } from '../task-definition-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from '../context.ts'

const most = 10

/** Revisions that are INACTIVE become DELETE_IN_PROGRESS, and stay so here: what runs on them may run on. */
export const deleteTaskDefinitions: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html',
  accepts: ['taskDefinitions'],
  returns: ['taskDefinitions', 'failures'],
  run(world, { taskDefinitions: references = [] }) {
    if (references.length === 0) throw invalid('TaskDefinitions cannot be empty.')
    if (references.length > most) throw invalid(`TaskDefinitions cannot have more than ${most} elements.`)
    const found = references.map((reference) => findRevision(world, reference))
    const active = found.filter(({ status }) => status === 'ACTIVE')
    const deleted = found.filter(({ status }) => status !== 'ACTIVE')
    for (const record of deleted) {
      record.status = 'DELETE_IN_PROGRESS'
      record.deleteRequestedAt ??= world.clock.now()
    }
    return {
      taskDefinitions: deleted.map((record) => taskDefinitionView(world, record)),
      failures: active.map(({ arn }) => ({ arn, reason: notInactive })),
    }
  },
})

const notInactive =
  'The specified task definition is still in ACTIVE status. Please deregister the target and try again.'

function findRevision(world: EcsContext, reference: string): TaskDefinitionRecord {
  if (!/:\d+$/.test(reference)) throw clientError('Revision is missing.')
  const found = lookUpTaskDefinition(world, reference)
  if (found === undefined) throw clientError('The specified task definition does not exist.')
  return found
}
