import { shortfall, type ServingHealth } from '@slipway/rollout'
import { expect, it } from 'vitest'

interface Row extends Partial<ServingHealth> {
  readonly name: string
  readonly is?: string
}

const group = (...states: readonly string[]): Pick<ServingHealth, 'targetGroups'> => ({
  targetGroups: [{ name: 'blue', states }],
})
const none = 'no target in the target group blue is healthy'

const rows: readonly Row[] = [
  { name: 'all that is wanted' },
  { name: 'no task', running: 0, is: '0 of 2 wanted tasks run' },
  { name: 'one task too few', running: 1, is: '1 of 2 wanted tasks run' },
  { name: 'more than wanted, while it scales in', running: 3 },
  { name: 'a task that fails its health checks', unhealthy: 1, is: '1 of 2 running tasks are UNHEALTHY' },
  { name: 'healthy targets', ...group('healthy', 'healthy') },
  { name: 'an old target that drains', ...group('healthy', 'draining', 'unhealthy.draining') },
  {
    name: 'an unhealthy target',
    ...group('healthy', 'unhealthy', 'draining'),
    is: '1 of 2 targets in the target group blue are unhealthy',
  },
  {
    name: 'an unhealthy target beside one that drains and was unhealthy',
    ...group('unhealthy', 'unhealthy.draining'),
    is: '1 of 1 targets in the target group blue are unhealthy',
  },
  { name: 'targets that are checked for the first time alone', ...group('initial', 'initial'), is: none },
  { name: 'a new target beside a healthy one', ...group('healthy', 'initial') },
  { name: 'no target', ...group(), is: none },
  { name: 'targets that drain alone', ...group('draining'), is: none },
  { name: 'a group that no listener uses', ...group('unused', 'unused') },
  { name: 'a group without health checks', ...group('unavailable') },
  {
    name: 'the second of two groups',
    targetGroups: [
      { name: 'blue', states: ['healthy'] },
      { name: 'red', states: [] },
    ],
    is: 'no target in the target group red is healthy',
  },
  { name: 'nothing is wanted, as of a DAEMON service without an instance', wanted: 0, running: 0, ...group() },
]

it.for(rows)('$name', ({ is, ...health }) => {
  expect(shortfall({ wanted: 2, running: 2, unhealthy: 0, targetGroups: [], ...health })).toBe(is)
})
