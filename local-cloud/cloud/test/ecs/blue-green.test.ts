import { expect, it } from 'vitest'
import { requestRollback, resolveHook, supersede } from '@slipway/local-cloud-ecs/ecs/deployment/requests'
import { minute, pause, simulate, type Simulation } from './simulation.ts'

const forward = [
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
]

const breaker = {
  rollback: true,
  resetOnHealthyTask: true,
  threshold: { type: 'BOUNDED_PERCENT', value: 50 },
} as const

function stop(simulation: Simulation): void {
  const requested = requestRollback(simulation.deployment, simulation.now)
  if ('refused' in requested) throw new Error(requested.refused)
  simulation.deployment = requested.state
}

function answer(simulation: Simulation, action: 'CONTINUE' | 'ROLLBACK'): void {
  const waiting = simulation.deployment.hooks.find(({ status }) => status === 'AWAITING_ACTION')
  const requested = resolveHook(simulation.deployment, waiting?.id ?? '', action, simulation.now)
  if ('refused' in requested) throw new Error(requested.refused)
  simulation.deployment = requested.state
}

interface Row {
  readonly name: string
  readonly given: Parameters<typeof simulate>[0]
  readonly act?: (simulation: Simulation) => void
  readonly status: string
  readonly reason?: string
  readonly stages?: readonly string[]
  readonly production: string | undefined
  readonly running: Readonly<Record<string, number>>
}

const rows: readonly Row[] = [
  {
    name: 'a healthy target passes every stage in order and takes all traffic',
    given: {},
    status: 'SUCCESSFUL',
    stages: forward,
    production: 'green',
    running: { green: 2 },
  },
  {
    name: 'the first deployment of a service has nothing to replace',
    given: { running: {}, lastGood: undefined },
    status: 'SUCCESSFUL',
    stages: forward,
    production: 'green',
    running: { green: 2 },
  },
  {
    name: 'scaled to zero it succeeds without a task',
    given: { running: {}, desiredCount: 0 },
    status: 'SUCCESSFUL',
    production: 'green',
    running: {},
  },
  {
    name: 'two active revisions are reconciled first',
    given: { running: { blue: 2, stray: 2 }, traffic: { stray: 100 } },
    status: 'SUCCESSFUL',
    stages: ['RECONCILE_SERVICE', ...forward],
    production: 'green',
    running: { green: 2 },
  },
  {
    name: 'crashing tasks trip the circuit breaker before any traffic moves',
    given: { plan: { breaker } },
    act: (simulation) => (simulation.fate = (revision) => (revision === 'green' ? 'crash' : 'healthy')),
    status: 'ROLLBACK_SUCCESSFUL',
    reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    stages: ['PRE_SCALE_UP', 'SCALE_UP', 'CLEAN_UP'],
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'a breaker without rollback stops the deployment',
    given: { plan: { breaker: { ...breaker, rollback: false } } },
    act: (simulation) => (simulation.fate = (revision) => (revision === 'green' ? 'crash' : 'healthy')),
    status: 'STOPPED',
    reason: 'Service deployment stopped because the circuit breaker threshold was exceeded.',
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'the first deployment that fails has no rollback candidate',
    given: { plan: { breaker }, running: {}, lastGood: undefined },
    act: (simulation) => (simulation.fate = () => 'crash'),
    status: 'ROLLBACK_FAILED',
    reason: 'No rollback candidate was found to run the rollback.',
    production: undefined,
    running: {},
  },
  {
    name: 'an alarm during the bake swings production back first, then test traffic',
    given: { plan: { alarms: { names: ['5xx'], rollback: true } } },
    act(simulation) {
      simulation.alarms = { '5xx': 'OK' }
      simulation.runUntil(({ stage }) => stage === 'BAKE_TIME')
      simulation.alarms = { '5xx': 'ALARM' }
    },
    status: 'ROLLBACK_SUCCESSFUL',
    reason: 'Service deployment rolled back because of alarm(s) in ALARM state: 5xx.',
    stages: [...forward.slice(0, -1), 'PRODUCTION_TRAFFIC_SHIFT', 'TEST_TRAFFIC_SHIFT', 'CLEAN_UP'],
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'an alarm that is on at the start is not used for this deployment',
    given: { plan: { alarms: { names: ['5xx'], rollback: true } } },
    act: (simulation) => (simulation.alarms = { '5xx': 'ALARM' }),
    status: 'SUCCESSFUL',
    production: 'green',
    running: { green: 2 },
  },
  {
    name: 'a pause that is continued goes on',
    given: { plan: { hooks: [pause('POST_TEST_TRAFFIC_SHIFT')] } },
    act(simulation) {
      simulation.runUntil(({ hooks }) => hooks.length === 1)
      expect(simulation.test).toEqual({ green: 100 })
      expect(simulation.production).toEqual({ blue: 100 })
      answer(simulation, 'CONTINUE')
    },
    status: 'SUCCESSFUL',
    production: 'green',
    running: { green: 2 },
  },
  {
    name: 'a pause answered with ROLLBACK never shifts production',
    given: { plan: { hooks: [pause('POST_TEST_TRAFFIC_SHIFT')] } },
    act(simulation) {
      simulation.runUntil(({ hooks }) => hooks.length === 1)
      answer(simulation, 'ROLLBACK')
    },
    status: 'ROLLBACK_SUCCESSFUL',
    stages: [...forward.slice(0, 5), 'TEST_TRAFFIC_SHIFT', 'CLEAN_UP'],
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'a pause nobody answers rolls back when it times out',
    given: { plan: { hooks: [pause('PRE_SCALE_UP')] } },
    status: 'ROLLBACK_SUCCESSFUL',
    reason: 'Service deployment rolled back because PRE_SCALE_UP pause hook timed out.',
    stages: ['PRE_SCALE_UP', 'CLEAN_UP'],
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'a pause that times out with CONTINUE goes on',
    given: { plan: { hooks: [pause('POST_SCALE_UP', 'CONTINUE')] } },
    status: 'SUCCESSFUL',
    production: 'green',
    running: { green: 2 },
  },
  {
    name: 'StopServiceDeployment while baking rolls back',
    given: {},
    act(simulation) {
      simulation.runUntil(({ stage }) => stage === 'BAKE_TIME')
      stop(simulation)
    },
    status: 'ROLLBACK_SUCCESSFUL',
    reason: 'Service deployment rolled back because StopServiceDeployment was called.',
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'StopServiceDeployment while pending changes nothing that runs',
    given: {},
    act: stop,
    status: 'ROLLBACK_SUCCESSFUL',
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'StopServiceDeployment while cleaning up starts the old revision again before it shifts',
    given: {},
    act(simulation) {
      simulation.runUntil(({ stage }) => stage === 'CLEAN_UP')
      simulation.tick()
      stop(simulation)
    },
    status: 'ROLLBACK_SUCCESSFUL',
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'wrong listener rules roll back before anything is started',
    given: {},
    act: (simulation) =>
      (simulation.wiring =
        'Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.'),
    status: 'ROLLBACK_SUCCESSFUL',
    reason:
      'Service deployment rolled back because of invalid networking configuration. Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.',
    stages: ['PRE_SCALE_UP', 'CLEAN_UP'],
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'a newer deployment stops this one where it stands',
    given: {},
    act(simulation) {
      simulation.runUntil(({ stage }) => stage === 'BAKE_TIME')
      simulation.deployment = supersede(simulation.deployment, simulation.now)
    },
    status: 'STOPPED',
    reason: 'Service deployment stopped because a newer service deployment was started.',
    production: 'green',
    running: { blue: 2, green: 2 },
  },
  {
    name: 'a target that never becomes healthy fails after a day',
    given: {},
    act: (simulation) => (simulation.fate = () => 'never'),
    status: 'ROLLBACK_SUCCESSFUL',
    reason: 'Service deployment rolled back because SCALE_UP took longer than allowed.',
    production: 'blue',
    running: { blue: 2 },
  },
  {
    name: 'a rollback whose own tasks crash fails',
    given: { plan: { breaker } },
    act(simulation) {
      simulation.runUntil(({ stage }) => stage === 'BAKE_TIME')
      simulation.fate = () => 'crash'
      simulation.tasks.splice(0, simulation.tasks.length)
      stop(simulation)
    },
    status: 'ROLLBACK_FAILED',
    reason: 'The rollback failed because tasks of the restored revision failed to start.',
    production: 'green',
    running: {},
  },
]

it.for(rows)('$name', (row) => {
  const simulation = simulate(row.given)
  row.act?.(simulation)
  const ended = simulation.runToEnd()
  expect(ended.status).toBe(row.status)
  expect(ended.statusReason).toBe(row.reason ?? ended.statusReason)
  expect(simulation.stages).toEqual(row.stages ?? simulation.stages)
  expect(simulation.production).toEqual(row.production === undefined ? {} : { [row.production]: 100 })
  const running: Record<string, number> = {}
  for (const { revision, phase } of simulation.tasks) {
    if (phase !== 'stopping') running[revision] = (running[revision] ?? 0) + 1
  }
  expect(running).toEqual(row.running)
})

it('bakes as long as it was told to, with both revisions running', () => {
  const simulation = simulate({})
  simulation.runUntil(({ stage }) => stage === 'BAKE_TIME')
  const began = simulation.now
  simulation.runUntil(({ stage }) => stage === 'CLEAN_UP')
  expect(simulation.now - began).toBeGreaterThanOrEqual(10 * minute)
  expect(simulation.now - began).toBeLessThan(11 * minute)
  expect(simulation.tasks.filter(({ phase }) => phase === 'healthy')).toHaveLength(4)
})

it('gives monitors the status that AWS shows', () => {
  const monitored = simulate({ plan: { breaker, alarms: { names: ['a'], rollback: true } } })
  monitored.tick()
  expect(monitored.deployment).toMatchObject({ breaker: { status: 'MONITORING' }, alarms: { status: 'MONITORING' } })
  expect(monitored.runToEnd()).toMatchObject({
    breaker: { status: 'MONITORING_COMPLETE', failureCount: 0 },
    alarms: { status: 'MONITORING_COMPLETE', triggered: [] },
  })
  expect(simulate({}).runToEnd()).toMatchObject({ breaker: { status: 'DISABLED' }, alarms: { status: 'DISABLED' } })
})
