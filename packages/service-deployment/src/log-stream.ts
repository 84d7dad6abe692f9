import type { JsonObject } from '@slipway/aws/ecs'
import type { LogStream } from '@slipway/aws/logs'

/** Where the log of a container is, or why it cannot be read from here. */
export type LogPlace = { readonly stream: LogStream } | { readonly unreadable: string }

/**
 * Where the awslogs driver writes: `prefix/container/taskId`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html
 */
export function logPlaceOf(document: JsonObject | undefined, container: string, taskArn: string): LogPlace | undefined {
  const definitions = (document?.['containerDefinitions'] ?? []) as readonly ContainerLog[]
  const definition = definitions.find(({ name }) => name === container)
  if (definition === undefined) return undefined
  const { logDriver, options = {} } = definition.logConfiguration ?? {}
  if (logDriver === undefined) return { unreadable: 'its definition has no logConfiguration' }
  if (logDriver !== 'awslogs')
    return { unreadable: `the log driver ${logDriver} sends it elsewhere; look for it there` }
  const group = options['awslogs-group']
  const prefix = options['awslogs-stream-prefix']
  if (group === undefined) return { unreadable: 'awslogs-group is not set' }
  if (prefix === undefined) return { unreadable: `awslogs-stream-prefix is not set; look for it in ${group}` }
  return {
    stream: { group, stream: `${prefix}/${container}/${taskArn.split('/').at(-1)}`, region: options['awslogs-region'] },
  }
}

interface ContainerLog {
  readonly name?: string
  readonly logConfiguration?: {
    readonly logDriver?: string
    readonly options?: Readonly<Record<string, string | undefined>>
  }
}
