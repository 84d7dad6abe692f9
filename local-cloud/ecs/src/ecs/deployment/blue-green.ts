import { end } from './ending.ts'
import type { Deployment, Weights } from './deployment.ts'
import type { Effect } from './effects.ts'
import { hooksAt, isPaused } from './hooks.ts'
import { stay, type Move } from './move.ts'
import { healthyCount, otherRevisions, type Observations } from './observations.ts'
import { drop, hold } from './scaling.ts'
import { stageAfter, type Stage } from './stages.ts'

/**
 * One step of a blue/green deployment that goes forward. Each stage says what it does and when it is done; a stage
 * is left only when its hooks are resolved as well.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
export function blueGreen(deployment: Deployment, now: number, seen: Observations): Move {
  const stage = deployment.stage ?? 'PRE_SCALE_UP'
  const work = works[stage](deployment, now, seen)
  const state = { ...deployment, ...work.traffic }
  if (!work.done || isPaused(state)) return stay(state, work.effects)
  const next = stageAfter(stage)
  if (next !== undefined) return { state: enterStage(state, next, now), effects: work.effects }
  return {
    state: end(state, 'SUCCESSFUL', now),
    effects: [
      ...work.effects,
      { kind: 'say', message: `(deployment ${deployment.plan.target}) deployment completed.` },
      { kind: 'say', message: 'has reached a steady state.' },
    ],
  }
}

/** Reaches a stage: its PAUSE hooks begin to wait. */
export function enterStage(deployment: Deployment, stage: Stage, now: number): Deployment {
  const hooks = [...deployment.hooks, ...hooksAt(deployment, stage, now)]
  return { ...deployment, stage, stageSince: now, updatedAt: now, hooks }
}

interface Work {
  readonly effects: readonly Effect[]
  readonly done: boolean
  readonly traffic?: Partial<Pick<Deployment, 'production' | 'test'>>
}

type StageWork = (deployment: Deployment, now: number, seen: Observations) => Work

const works: Readonly<Record<Stage, StageWork>> = {
  RECONCILE_SERVICE: reconcile,
  PRE_SCALE_UP: wait,
  SCALE_UP: scaleUp,
  POST_SCALE_UP: wait,
  TEST_TRAFFIC_SHIFT: (deployment, _now, seen) => shift('test', deployment, seen),
  POST_TEST_TRAFFIC_SHIFT: wait,
  PRE_PRODUCTION_TRAFFIC_SHIFT: wait,
  PRODUCTION_TRAFFIC_SHIFT: (deployment, _now, seen) => shift('production', deployment, seen),
  POST_PRODUCTION_TRAFFIC_SHIFT: wait,
  BAKE_TIME: bake,
  CLEAN_UP: cleanUp,
}

/** Back to the one revision that serves, before a new one is begun. */
function reconcile({ plan, sources, production, test }: Deployment, _now: number, seen: Observations): Work {
  const serving = sources[0]
  if (serving === undefined) return { effects: [], done: true }
  const surplus = otherRevisions(seen, serving)
  const wanted: Weights = { [serving]: 100 }
  const ready = healthyCount(seen, serving) >= seen.desiredCount
  const shifts = ready ? shiftsTo(plan.routes, { production, test }, wanted) : []
  const moved = ready ? trafficTo(plan.routes, wanted) : {}
  return {
    effects: [
      ...hold(seen, serving, seen.desiredCount),
      ...shifts,
      ...(ready ? surplus.flatMap((revision) => drop(seen, revision)) : []),
    ],
    done: ready && surplus.length === 0,
    traffic: moved,
  }
}

function wait(deployment: Deployment, _now: number, seen: Observations): Work {
  const { stage } = deployment
  return { effects: stage === 'PRE_SCALE_UP' ? holdSources(deployment, seen) : holdBoth(deployment, seen), done: true }
}

function scaleUp(deployment: Deployment, _now: number, seen: Observations): Work {
  const done = healthyCount(seen, deployment.plan.target) >= seen.desiredCount
  return { effects: holdBoth(deployment, seen), done }
}

function shift(route: 'production' | 'test', deployment: Deployment, seen: Observations): Work {
  const held = holdBoth(deployment, seen)
  if (!deployment.plan.routes[route]) return { effects: held, done: true }
  const weights: Weights = { [deployment.plan.target]: 100 }
  return { effects: [...held, { kind: 'shift', route, weights }], done: true, traffic: { [route]: weights } }
}

function bake(deployment: Deployment, now: number, seen: Observations): Work {
  return { effects: holdBoth(deployment, seen), done: now - deployment.stageSince >= deployment.plan.bakeMs }
}

function cleanUp({ plan }: Deployment, _now: number, seen: Observations): Work {
  const others = otherRevisions(seen, plan.target)
  const effects = [...hold(seen, plan.target, seen.desiredCount), ...others.flatMap((revision) => drop(seen, revision))]
  return { effects, done: others.length === 0 }
}

function holdSources({ sources }: Deployment, seen: Observations): readonly Effect[] {
  return sources.slice(0, 1).flatMap((revision) => hold(seen, revision, seen.desiredCount))
}

function holdBoth(deployment: Deployment, seen: Observations): readonly Effect[] {
  return [...holdSources(deployment, seen), ...hold(seen, deployment.plan.target, seen.desiredCount)]
}

type Routes = Deployment['plan']['routes']
type Traffic = Pick<Deployment, 'production' | 'test'>

/** Shifts for the routes whose weights are not yet as wanted, production first. */
export function shiftsTo(routes: Routes, traffic: Traffic, weights: Weights): readonly Effect[] {
  return (['production', 'test'] as const)
    .filter((route) => routes[route] && !same(traffic[route], weights))
    .map((route) => ({ kind: 'shift', route, weights }))
}

export function trafficTo(routes: Routes, weights: Weights): Partial<Traffic> {
  return { ...(routes.production ? { production: weights } : {}), ...(routes.test ? { test: weights } : {}) }
}

function same(a: Weights, b: Weights): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(b).every(([key, value]) => a[key] === value)
}
