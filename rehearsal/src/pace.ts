/** How fast a rehearsal goes: the cloud's clock, the load, and the waits that the actions are given as inputs. */
export const pace = {
  /** Seconds of the cloud in one second of the wall. */
  speed: 30,
  /** Requests a second, over the whole rehearsal. */
  rate: 130,
  push: { 'scan-timeout': '30s', 'scan-interval': '200ms', settle: '400ms' },
  deploy: {
    timeout: '90s',
    'poll-interval': '200ms',
    'verify-timeout': '3s',
    'verify-interval': '250ms',
    'verify-attempt-timeout': '2s',
  },
  rollback: { timeout: '90s', 'poll-interval': '200ms' },
  verify: { interval: '200ms', 'attempt-timeout': '2s', timeout: '15s' },
} as const
