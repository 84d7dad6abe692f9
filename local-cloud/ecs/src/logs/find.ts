import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import type { LogContext } from './context.ts'
import type { LogGroup, LogStream } from './state.ts'

export interface GroupReference {
  readonly logGroupName?: string | undefined
  /** A name, or an ARN `arn:aws:logs:REGION:ACCOUNT:log-group:NAME`. */
  readonly logGroupIdentifier?: string | undefined
}

export function findGroup(world: LogContext, { logGroupName, logGroupIdentifier }: GroupReference): LogGroup {
  const reference = logGroupName ?? logGroupIdentifier
  if (reference === undefined)
    throw new AwsError('InvalidParameterException', 'logGroupName or logGroupIdentifier is required')
  const group = world.logs.groups.get(nameIn(world, reference))
  if (group === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
  return group
}

/** What an ARN of another account or region names is not here: it stays as it is, and no group has such a name. */
function nameIn(world: LogContext, reference: string): string {
  const own = groupArn(world, '')
  return reference.startsWith(own) ? reference.slice(own.length).replace(/:\*$/, '') : reference
}

export function findStream(group: LogGroup, name: string | undefined): LogStream {
  const stream = group.streams.get(name ?? '')
  if (stream === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.')
  return stream
}

export function groupArn({ region, accountId }: Pick<LogContext, 'region' | 'accountId'>, name: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`
}
