import { ecsArn } from '../arns.ts'
import { checkCompatibilities } from '../compatibilities.ts'
import { clientError } from '../errors.ts'
import { oneOf } from '../one-of.ts'
import { checkPortMappings } from '../port-mappings.ts'
import type { TaskDefinitionRecord } from '../records.ts'
import { checkTags } from '../tags.ts'
import { withDefaults } from '../task-definition-defaults.ts'
import { taskDefinitionView } from '../task-definition-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import {
  NetworkMode,
  type RegisterTaskDefinitionCommandInput,
  type RegisterTaskDefinitionCommandOutput,
} from '@aws-sdk/client-ecs'

/** The body is kept as it came: members that no SDK knows yet are stored and described. */
export const registerTaskDefinition: Operation = operation<
  RegisterTaskDefinitionCommandInput,
  Answer<RegisterTaskDefinitionCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  // A definition is a document that is kept whole; what a task cannot have here is refused when it starts.
  accepts: [
    ...['family', 'containerDefinitions', 'tags', 'taskRoleArn', 'executionRoleArn', 'networkMode'],
    ...['requiresCompatibilities', 'cpu', 'memory', 'runtimePlatform', 'volumes', 'placementConstraints'],
    ...[
      'pidMode',
      'ipcMode',
      'proxyConfiguration',
      'inferenceAccelerators',
      'ephemeralStorage',
      'enableFaultInjection',
    ],
  ] as const satisfies readonly (keyof RegisterTaskDefinitionCommandInput)[],
  keepsUnknown: true,
  returns: [
    'taskDefinition.taskDefinitionArn',
    'taskDefinition.family',
    'taskDefinition.revision',
    'taskDefinition.status',
    'taskDefinition.containerDefinitions[].name',
    'taskDefinition.containerDefinitions[].image',
    'taskDefinition.registeredAt',
  ],
  run(world, input, _call, raw) {
    const family = checkFamily(input.family)
    oneOf('networkMode', NetworkMode, input.networkMode)
    checkContainers(input.containerDefinitions ?? [], input.networkMode)
    checkCompatibilities(input)
    checkTags(input.tags ?? [], clientError)
    const revisions = world.ecs.taskDefinitions.get(family) ?? []
    const revision = (revisions.at(-1)?.revision ?? 0) + 1
    const record: TaskDefinitionRecord = {
      arn: ecsArn(world, 'task-definition', `${family}:${revision}`),
      family,
      revision,
      definition: withDefaults(raw) as unknown as TaskDefinitionRecord['definition'],
      tags: input.tags ?? [],
      status: 'ACTIVE',
      registeredAt: world.clock.now(),
    }
    world.ecs.taskDefinitions.set(family, [...revisions, record])
    return { taskDefinition: taskDefinitionView(world, record), tags: [...record.tags] }
  },
})

function checkFamily(family: string | undefined): string {
  if (family !== undefined && /^[A-Za-z0-9_-]{1,255}$/.test(family)) return family
  throw clientError(
    `Invalid parameter(s): family "${family}" may hold up to 255 letters, numbers, underscores, and hyphens.`,
  )
}

type Containers = NonNullable<RegisterTaskDefinitionCommandInput['containerDefinitions']>

function checkContainers(containers: Containers, networkMode: string | undefined): void {
  if (containers.length === 0) throw clientError('TaskDefinition must have at least one container definition.')
  const names = containers.map(({ name }) => name)
  if (names.includes(undefined)) throw clientError('Container.name should not be null or empty.')
  if (new Set(names).size < names.length) throw clientError('Container names must be unique.')
  if (containers.some(({ image }) => !image)) throw clientError('Container.image should not be null or empty.')
  if (containers.every(({ essential }) => essential === false)) {
    throw clientError('At least one container must be marked essential.')
  }
  for (const container of containers) checkPortMappings(container, networkMode)
}
