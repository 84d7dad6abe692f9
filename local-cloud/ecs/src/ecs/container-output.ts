import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { EcsContext } from './context.ts'

/**
 * Where a container's lines go: with the awslogs driver to the stream `prefix/container/task`, otherwise nowhere.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function containerOutput(
  world: EcsContext,
  taskId: string,
  { name, logConfiguration }: ContainerDefinition,
): (line: string) => void {
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = logConfiguration?.options ?? {}
  if (logConfiguration?.logDriver !== 'awslogs' || group === undefined) return () => {}
  const stream = prefix === undefined ? taskId : `${prefix}/${name}/${taskId}`
  return (line) => world.logs.append(group, stream, line)
}
