/** What ecs-rollback takes and gives; `readInputs` and its report are held to it, and so is action.yml. */
export const contract = {
  name: 'ecs-rollback',
  inputs: {
    cluster: { type: 'text', default: 'default' },
    service: { type: 'text', required: true },
    to: { type: 'text' },
    timeout: { type: 'duration', default: '30m', min: '1ms', max: '596h' },
    'poll-interval': { type: 'duration', default: '5s', min: '1ms', max: '1h' },
  },
  outputs: ['verdict', 'reason', 'message', 'service-deployment-arn', 'service-revision-arn', 'task-definition-arn'],
} as const
