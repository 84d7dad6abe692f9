import { GetLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'

/** The last lines that a task of the service wrote; none where it wrote nothing. */
export async function readLastLines(
  logs: CloudWatchLogsClient,
  taskArn: string,
  limit: number,
): Promise<readonly string[]> {
  const logStreamName = `app/app/${taskArn.split('/').at(-1)}`
  const command = new GetLogEventsCommand({ logGroupName: '/slipway/app', logStreamName, limit })
  const { events = [] } = await logs.send(command).catch(missing)
  return events.map((event) => event.message ?? '')
}

function missing(error: unknown): { events?: never } {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') return {}
  throw error
}
