import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { awsClientOptions } from './client.ts'
import { awsCall } from './error.ts'

export interface LogStream {
  readonly group: string
  readonly stream: string
  /** Where the group is, when it is not the job's own region. */
  readonly region?: string | undefined
}

export interface LogsPort {
  /** The newest lines of a stream, oldest first; none when the stream does not exist. */
  lastLines(stream: LogStream, limit: number): Promise<readonly string[]>
}

export function createLogs(): LogsPort {
  return {
    async lastLines({ group, stream, region }, limit) {
      const client = new CloudWatchLogsClient({ ...awsClientOptions(), ...(region === undefined ? {} : { region }) })
      const input = { logGroupName: group, logStreamName: stream, limit, startFromHead: false }
      try {
        const { events = [] } = await client.send(new GetLogEventsCommand(input))
        return events.map(({ message = '' }) => message.trimEnd())
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return []
        return awsCall({ action: 'logs:GetLogEvents', on: `${group} ${stream}` }, () => Promise.reject(error))
      } finally {
        client.destroy()
      }
    },
  }
}
