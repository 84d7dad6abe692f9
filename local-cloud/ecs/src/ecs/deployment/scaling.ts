import type { Effect } from './effects.ts'
import { tasksOf, type Observations, type SeenTask } from './observations.ts'

/** Brings a revision to `count` tasks and replaces what is unhealthy. */
export function hold(seen: Observations, revision: string, count: number): readonly Effect[] {
  const tasks = tasksOf(seen, revision)
  const alive = tasks.filter(isAlive)
  const missing = count - alive.length
  return [
    ...replaceUnhealthy(tasks),
    ...(missing > 0 ? [{ kind: 'start', revision, count: missing } as const] : []),
    ...worstFirst(alive)
      .slice(0, Math.max(0, -missing))
      .map((task) => scaleIn(task)),
  ]
}

/** Stops every task of a revision. */
export function drop(seen: Observations, revision: string): readonly Effect[] {
  return tasksOf(seen, revision)
    .filter(({ phase }) => phase !== 'stopping')
    .map((task) => scaleIn(task))
}

export function replaceUnhealthy(tasks: readonly SeenTask[]): readonly Effect[] {
  return tasks
    .filter(({ phase }) => phase === 'unhealthy')
    .map(({ id, because }) => ({
      kind: 'stop',
      task: id,
      reason: because ?? 'Task failed health checks',
      failed: true,
    }))
}

/** Counts towards the number that is wanted. */
export function isAlive({ phase }: SeenTask): boolean {
  return phase === 'starting' || phase === 'running' || phase === 'healthy'
}

export function scaleIn({ id, revision }: SeenTask): Effect {
  return { kind: 'stop', task: id, reason: `Scaling activity initiated by (deployment ${revision})`, failed: false }
}

const order: readonly SeenTask['phase'][] = ['unhealthy', 'starting', 'running', 'healthy', 'stopping']

/** What serves the least goes first. */
export function worstFirst(tasks: readonly SeenTask[]): readonly SeenTask[] {
  return tasks.toSorted((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase))
}
