import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isTerminal, type Weights } from '@slipway/local-cloud-ecs/ecs/deployment/deployment'
import { requestRollback, resolveHook, supersede } from '@slipway/local-cloud-ecs/ecs/deployment/requests'
import { pausableStages } from '@slipway/local-cloud-ecs/ecs/deployment/stages'
import { minute, simulate, type Fate, type Simulation } from './simulation.ts'

type Deed = 'wait' | 'stop' | 'continue' | 'refuse' | 'supersede' | 'alarm' | 'calm' | 'scale' | 'lose'

const scenario = fc.record({
  strategy: fc.constantFrom('ROLLING', 'BLUE_GREEN'),
  desiredCount: fc.integer({ min: 0, max: 5 }),
  lastGood: fc.constantFrom('blue', undefined),
  running: fc.constantFrom<Record<string, number>>({ blue: 2 }, {}, { blue: 1, stray: 2 }, { stray: 1 }),
  minimumHealthyPercent: fc.constantFrom(0, 50, 100),
  bakeMs: fc.constantFrom(0, minute, 10 * minute),
  breaker: fc.option(
    fc.record({
      rollback: fc.boolean(),
      resetOnHealthyTask: fc.boolean(),
      threshold: fc.constant({ type: 'BOUNDED_PERCENT', value: 50 } as const),
    }),
    { nil: undefined },
  ),
  alarms: fc.option(fc.record({ names: fc.constant(['a']), rollback: fc.boolean() }), { nil: undefined }),
  hooks: fc.array(
    fc.record({
      stages: fc.subarray([...pausableStages]),
      timeoutMs: fc.constant(5 * minute),
      onTimeout: fc.constantFrom('CONTINUE', 'ROLLBACK'),
    }),
    { maxLength: 2 },
  ),
  routes: fc.record({ production: fc.boolean(), test: fc.boolean() }),
  fates: fc.array(fc.constantFrom<Fate>('healthy', 'healthy', 'crash', 'never'), { minLength: 1, maxLength: 8 }),
  deeds: fc.array(
    fc.tuple(
      fc.constantFrom<Deed>(
        'wait',
        'wait',
        'stop',
        'continue',
        'refuse',
        'supersede',
        'alarm',
        'calm',
        'scale',
        'lose',
      ),
      fc.integer({ min: 1, max: 12 }),
    ),
    { maxLength: 8 },
  ),
})

function perform(simulation: Simulation, deed: Deed): void {
  const { deployment, now } = simulation
  const waiting = deployment.hooks.find(({ status }) => status === 'AWAITING_ACTION')?.id ?? 'ecs-pause-none'
  if (deed === 'alarm') simulation.alarms = { a: 'ALARM' }
  if (deed === 'calm') simulation.alarms = { a: 'OK' }
  if (deed === 'scale') simulation.desiredCount = (simulation.desiredCount + 2) % 5
  if (deed === 'lose') simulation.tasks.splice(0, 1)
  if (deed === 'supersede') simulation.deployment = supersede(deployment, now)
  const requested =
    deed === 'stop'
      ? requestRollback(deployment, now)
      : deed === 'continue' || deed === 'refuse'
        ? resolveHook(deployment, waiting, deed === 'continue' ? 'CONTINUE' : 'ROLLBACK', now)
        : undefined
  if (requested !== undefined && 'state' in requested) simulation.deployment = requested.state
}

function total(weights: Weights): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0)
}

type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never

/** Lives through a scenario to its end; answers with every weight that was set on the way. */
function live({ strategy, desiredCount, lastGood, running, fates, deeds, ...rest }: Scenario): {
  readonly simulation: Simulation
  readonly weights: readonly Weights[]
} {
  const { breaker, alarms, ...plan } = rest
  const simulation = simulate({
    plan: {
      strategy,
      ...plan,
      ...(breaker && { breaker }),
      ...(alarms && { alarms }),
      stageMaximumMs: 60 * minute,
      maximumMs: 600 * minute,
    },
    desiredCount,
    running,
    lastGood,
  })
  simulation.fate = (_, nth) => fates[nth % fates.length] ?? 'healthy'
  const weights: Weights[] = []
  const look = (): void => void weights.push(simulation.deployment.production, simulation.deployment.test)
  for (const [deed, ticks] of deeds) {
    perform(simulation, deed)
    for (let tick = 0; tick < ticks; tick += 1) {
      simulation.tick()
      look()
    }
  }
  simulation.runUntil(isTerminal, minute)
  look()
  const shifts = simulation.effects.flatMap((effect) => (effect.kind === 'shift' ? [effect.weights] : []))
  return { simulation, weights: [...weights, ...shifts] }
}

const runs = { numRuns: 200 }

it('ends, whatever happens, and then stays as it is', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const { simulation } = live(given)
      const ended = simulation.deployment
      simulation.tick()
      expect(simulation.deployment).toBe(ended)
    }),
    runs,
  )
})

it('keeps the weights of a route whole: none, or 100 in all', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      expect(
        live(given)
          .weights.map(total)
          .filter((sum) => sum !== 0 && sum !== 100),
      ).toEqual([])
    }),
    runs,
  )
})

it('is SUCCESSFUL only with production on its target and nothing else running', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const { simulation } = live(given)
      fc.pre(simulation.deployment.status === 'SUCCESSFUL')
      const moves = given.strategy === 'BLUE_GREEN' && given.routes.production
      expect(simulation.production).toEqual(moves ? { green: 100 } : simulation.production)
      expect(simulation.tasks.filter(({ revision }) => revision !== 'green')).toEqual([])
    }),
    runs,
  )
})

it('is ROLLBACK_SUCCESSFUL only with production on the last good revision', () => {
  fc.assert(
    fc.property(scenario, (given) => {
      const { simulation } = live(given)
      const { status, rollback, production } = simulation.deployment
      fc.pre(status === 'ROLLBACK_SUCCESSFUL' && given.strategy === 'BLUE_GREEN' && given.routes.production)
      expect(production).toEqual({ [rollback?.to ?? 'nowhere']: 100 })
      expect(simulation.tasks.filter(({ revision }) => revision === 'green')).toEqual([])
    }),
    runs,
  )
})
