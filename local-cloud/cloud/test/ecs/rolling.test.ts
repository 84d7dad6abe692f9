import { expect, it } from 'vitest'
import { failureThreshold } from '@slipway/local-cloud-ecs/ecs/deployment/plan'
import { simulate, type Simulation } from './simulation.ts'

const rolling = { strategy: 'ROLLING', bakeMs: 0 } as const
const breaker = { rollback: true, resetOnHealthyTask: true, threshold: { type: 'BOUNDED_PERCENT', value: 50 } } as const

interface Row {
  readonly name: string
  readonly given: Parameters<typeof simulate>[0]
  readonly act?: (simulation: Simulation) => void
  readonly status: string
  readonly running: Readonly<Record<string, number>>
}

const rows: readonly Row[] = [
  { name: 'replaces every task', given: { plan: rolling }, status: 'SUCCESSFUL', running: { green: 2 } },
  {
    name: 'starts the first tasks of a service',
    given: { plan: rolling, running: {}, lastGood: undefined },
    status: 'SUCCESSFUL',
    running: { green: 2 },
  },
  {
    name: 'stops before it starts where nothing more may run',
    given: { plan: { ...rolling, minimumHealthyPercent: 50, maximumPercent: 100 } },
    status: 'SUCCESSFUL',
    running: { green: 2 },
  },
  {
    name: 'replaces the tasks of several revisions',
    given: { plan: rolling, running: { blue: 1, stray: 3 } },
    status: 'SUCCESSFUL',
    running: { green: 2 },
  },
  {
    name: 'goes back when tasks crash',
    given: { plan: { ...rolling, breaker } },
    act: (simulation) => (simulation.fate = (revision) => (revision === 'green' ? 'crash' : 'healthy')),
    status: 'ROLLBACK_SUCCESSFUL',
    running: { blue: 2 },
  },
  {
    name: 'stays where it is when tasks crash and the breaker does not roll back',
    given: { plan: { ...rolling, breaker: { ...breaker, rollback: false } } },
    act: (simulation) => (simulation.fate = (revision) => (revision === 'green' ? 'crash' : 'healthy')),
    status: 'STOPPED',
    running: { blue: 2 },
  },
]

it.for(rows)('$name', ({ given, act, status, running }) => {
  const simulation = simulate(given)
  act?.(simulation)
  expect(simulation.runToEnd().status).toBe(status)
  const counts: Record<string, number> = {}
  for (const { revision, phase } of simulation.tasks) {
    if (phase !== 'stopping') counts[revision] = (counts[revision] ?? 0) + 1
  }
  expect(counts).toEqual(running)
  expect(simulation.deployment.stage).toBeUndefined()
})

it('keeps between minimumHealthyPercent and maximumPercent all the way', () => {
  const simulation = simulate({
    plan: { ...rolling, minimumHealthyPercent: 75, maximumPercent: 125 },
    desiredCount: 4,
    running: { blue: 4 },
  })
  simulation.runUntil(({ status }) => {
    expect(simulation.tasks.filter(({ phase }) => phase === 'healthy').length).toBeGreaterThanOrEqual(3)
    expect(simulation.tasks.length).toBeLessThanOrEqual(5)
    return status === 'SUCCESSFUL'
  })
})

it('does not trip where a healthy task sets the count back, and does where it does not', () => {
  const flapping = (_: string, nth: number): 'crash' | 'healthy' => (nth % 2 === 1 ? 'crash' : 'healthy')
  const reset = simulate({ plan: { ...rolling, breaker }, desiredCount: 4, running: { blue: 4 } })
  reset.fate = flapping
  expect(reset.runToEnd().status).toBe('SUCCESSFUL')
  const kept = simulate({
    plan: { ...rolling, breaker: { ...breaker, resetOnHealthyTask: false } },
    desiredCount: 4,
    running: { blue: 4 },
  })
  kept.fate = (revision, nth) => (revision === 'green' ? flapping(revision, nth) : 'healthy')
  expect(kept.runToEnd()).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    breaker: { status: 'TRIGGERED', failureCount: 3 },
  })
})

it.for([
  { name: 'half of two is clamped to three', type: 'BOUNDED_PERCENT', value: 50, desired: 2, threshold: 3 },
  { name: 'half of ten', type: 'BOUNDED_PERCENT', value: 50, desired: 10, threshold: 5 },
  { name: 'half of eleven is rounded up', type: 'BOUNDED_PERCENT', value: 50, desired: 11, threshold: 6 },
  { name: 'half of a thousand is clamped to 200', type: 'BOUNDED_PERCENT', value: 50, desired: 1000, threshold: 200 },
  { name: 'unbounded is not clamped', type: 'UNBOUNDED_PERCENT', value: 50, desired: 1000, threshold: 500 },
  { name: 'unbounded of two', type: 'UNBOUNDED_PERCENT', value: 50, desired: 2, threshold: 1 },
  { name: 'a count is taken as it is', type: 'COUNT', value: 2, desired: 1000, threshold: 2 },
] as const)('threshold: $name', ({ type, value, desired, threshold }) => {
  expect(failureThreshold({ type, value }, desired)).toBe(threshold)
})
