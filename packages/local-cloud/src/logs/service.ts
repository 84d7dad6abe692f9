import type { Service } from '../frame/operation.ts'
import { createLogGroup } from './create-log-group.ts'
import { describeLogStreams } from './describe-log-streams.ts'
import { getLogEvents } from './get-log-events.ts'

export const logs: Service = {
  name: 'logs',
  protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' }],
  operations: {
    CreateLogGroup: createLogGroup,
    DescribeLogStreams: describeLogStreams,
    GetLogEvents: getLogEvents,
  },
}
