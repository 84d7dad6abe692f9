import {
  createDeployment,
  isTerminal,
  type Deployment,
  type Weights,
} from '@slipway/local-cloud-ecs/ecs/deployment/deployment'
import type { Effect } from '@slipway/local-cloud-ecs/ecs/deployment/effects'
import type { Observations, Outcome, SeenTask } from '@slipway/local-cloud-ecs/ecs/deployment/observations'
import type { Plan } from '@slipway/local-cloud-ecs/ecs/deployment/plan'
import { step } from '@slipway/local-cloud-ecs/ecs/deployment/step'

export const minute = 60_000

export function plan(overrides: Partial<Plan> = {}): Plan {
  return {
    id: 'D1',
    strategy: 'BLUE_GREEN',
    target: 'green',
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    pendingMs: 1_000,
    bakeMs: 10 * minute,
    stageMaximumMs: 24 * 60 * minute,
    maximumMs: 30 * 24 * 60 * minute,
    hooks: [],
    routes: { production: true, test: true },
    ...overrides,
  }
}

export function pause(stage: Plan['hooks'][number]['stages'][number], onTimeout: 'CONTINUE' | 'ROLLBACK' = 'ROLLBACK') {
  return { stages: [stage], timeoutMs: 5 * minute, onTimeout } as const
}

export type Fate = 'healthy' | 'crash' | 'never'

/** A world of tasks without processes: what a revision's tasks do is decided by `fate`. */
export interface Simulation {
  now: number
  deployment: Deployment
  desiredCount: number
  fate: (revision: string, nth: number) => Fate
  alarms: Record<string, 'OK' | 'ALARM'>
  wiring?: string
  readonly tasks: SeenTask[]
  readonly effects: Effect[]
  readonly stages: string[]
  production: Weights
  test: Weights
  tick(ms?: number): void
  runUntil(done: (deployment: Deployment) => boolean, ms?: number): void
  runToEnd(): Deployment
  seen(): Observations
}

export function simulate(options: {
  readonly plan?: Partial<Plan>
  /** Running, healthy tasks by revision at the start. */
  readonly running?: Readonly<Record<string, number>>
  readonly lastGood?: string | undefined
  readonly desiredCount?: number
  readonly traffic?: Weights
}): Simulation {
  const tasks: SeenTask[] = []
  let created = 0
  const add = (revision: string, phase: SeenTask['phase']): void =>
    void tasks.push({ id: `t${(created += 1)}`, revision, phase })
  for (const [revision, count] of Object.entries(options.running ?? { blue: 2 })) {
    for (let index = 0; index < count; index += 1) add(revision, 'healthy')
  }
  const started: Record<string, number> = {}
  let outcomes: Outcome[] = []
  const lastGood = 'lastGood' in options ? options.lastGood : 'blue'
  const simulation: Simulation = {
    now: 0,
    deployment: createDeployment(plan(options.plan), 0),
    desiredCount: options.desiredCount ?? 2,
    fate: () => 'healthy',
    alarms: {},
    tasks,
    effects: [],
    stages: [],
    production: options.traffic ?? (lastGood === undefined ? {} : { [lastGood]: 100 }),
    test: options.traffic ?? (lastGood === undefined ? {} : { [lastGood]: 100 }),
    seen: () => ({
      desiredCount: simulation.desiredCount,
      tasks: [...tasks],
      outcomes,
      alarms: simulation.alarms,
      ...(simulation.wiring === undefined ? {} : { wiring: simulation.wiring }),
      predecessorEnded: true,
      ...(lastGood === undefined ? {} : { lastGood }),
      traffic: { production: options.traffic ?? {}, test: options.traffic ?? {} },
    }),
    tick(ms = 10_000) {
      simulation.now += ms
      live()
      const { state, effects } = step(simulation.deployment, simulation.now, simulation.seen())
      outcomes = []
      if (state.stage !== undefined && state.stage !== simulation.stages.at(-1)) simulation.stages.push(state.stage)
      simulation.deployment = state
      for (const effect of effects) apply(effect)
    },
    runUntil(done, ms) {
      for (let ticks = 0; ticks < 40_000 && !done(simulation.deployment); ticks += 1) simulation.tick(ms)
      if (!done(simulation.deployment))
        throw new Error(`stuck in ${simulation.deployment.status} ${simulation.deployment.stage}`)
    },
    runToEnd() {
      simulation.runUntil(isTerminal)
      return simulation.deployment
    },
  }

  /** One beat of the tasks' own life. */
  function live(): void {
    for (const task of [...tasks]) {
      if (task.phase === 'stopping') remove(task)
      else if (task.phase === 'starting') become(task, 'running')
      else if (task.phase === 'running') meetFate(task)
    }
  }

  function meetFate(task: SeenTask): void {
    const nth = (started[task.revision] = (started[task.revision] ?? 0) + 1)
    const fate = simulation.fate(task.revision, nth)
    if (fate === 'crash') {
      outcomes.push({ revision: task.revision, kind: 'failed' })
      remove(task)
    } else if (fate === 'healthy') {
      outcomes.push({ revision: task.revision, kind: 'healthy' })
      become(task, 'healthy')
    }
  }

  function remove(task: SeenTask): void {
    tasks.splice(
      tasks.findIndex(({ id }) => id === task.id),
      1,
    )
  }

  function become(task: SeenTask, phase: SeenTask['phase']): void {
    tasks[tasks.findIndex(({ id }) => id === task.id)] = { ...task, phase }
  }

  function apply(effect: Effect): void {
    simulation.effects.push(effect)
    if (effect.kind === 'start') for (let n = 0; n < effect.count; n += 1) add(effect.revision, 'starting')
    if (effect.kind === 'shift') simulation[effect.route] = effect.weights
    if (effect.kind === 'stop') {
      const task = tasks.find(({ id }) => id === effect.task)
      if (task !== undefined) become(task, 'stopping')
      if (task !== undefined && effect.failed) outcomes.push({ revision: task.revision, kind: 'failed' })
    }
  }

  return simulation
}
