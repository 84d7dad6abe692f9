import type { Tag } from '@aws-sdk/client-ecs'
import type { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { EcsContext } from './context.ts'

/** What can have tags: a cluster, a service, a task definition or a task. */
export interface Tagged {
  readonly arn: string
  tags: readonly Tag[]
}

export function findTagged(
  { ecs }: EcsContext,
  arn: string | undefined,
  notFound: (message: string) => AwsError,
): Tagged {
  const all: readonly Tagged[] = [
    ...ecs.clusters.values(),
    ...ecs.services.values(),
    ...ecs.tasks.values(),
    ...[...ecs.taskDefinitions.values()].flat(),
  ]
  const found = all.find((each) => each.arn === arn)
  if (found === undefined) throw notFound(`The specified resource was not found: ${arn}`)
  return found
}
