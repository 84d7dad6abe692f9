import type { Service } from '@slipway/local-cloud-frame/operation'
import type { LogContext } from './context.ts'
import { createLogGroup } from './operations/create-log-group.ts'
import { createLogStream } from './operations/create-log-stream.ts'
import { deleteLogGroup } from './operations/delete-log-group.ts'
import { deleteLogStream } from './operations/delete-log-stream.ts'
import { deleteRetentionPolicy } from './operations/delete-retention-policy.ts'
import { describeLogGroups } from './operations/describe-log-groups.ts'
import { describeLogStreams } from './operations/describe-log-streams.ts'
import { filterLogEvents } from './operations/filter-log-events.ts'
import { getLogEvents } from './operations/get-log-events.ts'
import { listTagsForResource } from './operations/list-tags-for-resource.ts'
import { putLogEvents } from './operations/put-log-events.ts'
import { putRetentionPolicy } from './operations/put-retention-policy.ts'
import { tagResource } from './operations/tag-resource.ts'
import { untagResource } from './operations/untag-resource.ts'

export const logs: Service<LogContext> = {
  name: 'logs',
  protocols: [{ kind: 'json', version: '1.1', targetPrefix: 'Logs_20140328' }],
  operations: {
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    DeleteLogGroup: deleteLogGroup,
    DeleteLogStream: deleteLogStream,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
    ListTagsForResource: listTagsForResource,
    PutLogEvents: putLogEvents,
    PutRetentionPolicy: putRetentionPolicy,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
}
