import type { Service } from '@slipway/local-cloud-frame/operation'
import type { LogContext } from './context.ts'
import { createLogGroup } from './create-log-group.ts'
import { createLogStream } from './create-log-stream.ts'
import { deleteLogGroup } from './delete-log-group.ts'
import { deleteLogStream } from './delete-log-stream.ts'
import { deleteRetentionPolicy } from './delete-retention-policy.ts'
import { describeLogGroups } from './describe-log-groups.ts'
import { describeLogStreams } from './describe-log-streams.ts'
import { filterLogEvents } from './filter-log-events.ts'
import { getLogEvents } from './get-log-events.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { putLogEvents } from './put-log-events.ts'
import { putRetentionPolicy } from './put-retention-policy.ts'
import { tagResource } from './tag-resource.ts'
import { untagResource } from './untag-resource.ts'

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
