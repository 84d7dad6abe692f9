import { Compatibility, type RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs'
import { clientError } from './errors.ts'
import { oneOf } from './one-of.ts'

type Asked = Pick<RegisterTaskDefinitionCommandInput, 'requiresCompatibilities' | 'networkMode' | 'cpu' | 'memory'>

/**
 * "A client exception is returned if the task definition doesn't validate against the compatibilities specified", here
 * those of Fargate, in the words that users report of ECS.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
export function checkCompatibilities({ requiresCompatibilities: required = [], ...definition }: Asked): void {
  for (const [index, each] of required.entries()) oneOf(`requiresCompatibilities[${index}]`, Compatibility, each)
  if (!required.includes('FARGATE')) return
  if (definition.networkMode !== 'awsvpc') throw clientError("Fargate only supports network mode 'awsvpc'.")
  for (const member of ['cpu', 'memory'] as const) {
    if (definition[member] === undefined) {
      throw clientError(`Fargate requires that '${member}' be defined at the task level.`)
    }
  }
}
