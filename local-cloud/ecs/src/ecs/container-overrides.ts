import type { ContainerDefinition, ContainerOverride, KeyValuePair } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import type { TaskDefinitionRecord } from './records.ts'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

/**
 * A task definition as one task runs it. Command and environment are its own; CPU and memory have no effect here, as ever.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html
 */
export function overridden(
  record: TaskDefinitionRecord,
  overrides: readonly ContainerOverride[],
): TaskDefinitionRecord {
  const { containerDefinitions } = record.definition
  for (const override of overrides) checkOverride(override, containerDefinitions)
  const containers = containerDefinitions.map((container) =>
    overrides.filter(({ name }) => name === container.name).reduce(withOverride, container),
  )
  return { ...record, definition: { ...record.definition, containerDefinitions: containers } }
}

function checkOverride(override: ContainerOverride, containers: readonly ContainerDefinition[]): void {
  const { name, environmentFiles = [], resourceRequirements = [] } = override
  if (!containers.some((container) => container.name === name)) {
    throw invalid(`Override for container named ${name} is not a container in the TaskDefinition.`)
  }
  if (environmentFiles.length > 0) throw unsupportedHere(`environmentFiles are not supported here (container ${name})`)
  if (resourceRequirements.length > 0) {
    throw unsupportedHere(`resourceRequirements are not supported here (container ${name})`)
  }
}

function withOverride(
  container: ContainerDefinition,
  { command, environment }: ContainerOverride,
): ContainerDefinition {
  return {
    ...container,
    ...(command === undefined ? {} : { command }),
    ...(environment === undefined ? {} : { environment: merged(container.environment, environment) }),
  }
}

function merged(held: readonly KeyValuePair[] = [], added: readonly KeyValuePair[]): KeyValuePair[] {
  return [...held.filter(({ name }) => !added.some((pair) => pair.name === name)), ...added]
}
