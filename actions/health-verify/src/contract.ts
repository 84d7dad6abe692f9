/** What health-verify takes and gives; `readInputs` and its report are held to it, and so is action.yml. */
export const contract = {
  name: 'health-verify',
  inputs: {
    url: { type: 'text', required: true },
    'expect-version': { type: 'text', default: 'any', empty: 'refused' },
    'version-path': { type: 'text', default: 'version' },
    'expect-status': { type: 'text', default: '200' },
    'expect-json': { type: 'text', default: 'none', empty: 'refused' },
    successes: { type: 'integer', default: '3', min: 1, max: 100 },
    interval: { type: 'duration', default: '5s', max: '1h' },
    'attempt-timeout': { type: 'duration', default: '10s', min: '1ms', max: '1h' },
    timeout: { type: 'duration', default: '5m', min: '1ms', max: '24h' },
  },
  outputs: ['verdict', 'reason', 'message', 'attempts', 'observed-version'],
} as const
