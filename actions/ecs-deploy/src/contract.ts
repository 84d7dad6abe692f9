/** What ecs-deploy takes and gives; `readInputs` and its report are held to it, and so is action.yml. */
export const contract = {
  name: 'ecs-deploy',
  inputs: {
    cluster: { type: 'text', default: 'default' },
    service: { type: 'text', required: true },
    'task-definition': { type: 'text', required: true },
    container: { type: 'text' },
    image: { type: 'text', required: true },
    timeout: { type: 'duration', default: '30m', min: '1ms', max: '596h' },
    'poll-interval': { type: 'duration', default: '5s', min: '1ms', max: '1h' },
    'verify-url': { type: 'text', default: 'none', empty: 'refused' },
    'verify-version': { type: 'text', default: 'any', empty: 'refused' },
    'verify-timeout': { type: 'duration', default: '5m', min: '1ms', max: '336h' },
    'verify-interval': { type: 'duration', default: '5s', max: '1h' },
    'verify-attempt-timeout': { type: 'duration', default: '10s', min: '1ms', max: '1h' },
    'verify-successes': { type: 'integer', default: '3', min: 1, max: 100 },
  },
  outputs: ['verdict', 'reason', 'message', 'service-deployment-arn', 'task-definition-arn', 'verified'],
} as const
