/** How a release that is deployed already is served now, as ECS and the load balancer show it. */
export interface ServingHealth {
  readonly wanted: number
  readonly running: number
  /** Running tasks whose container health checks fail. */
  readonly unhealthy: number
  readonly targetGroups: readonly TargetGroupHealth[]
}

/**
 * States of the targets of one group: `healthy`, `unhealthy`, `initial`, `draining`, `unhealthy.draining`, `unused`,
 * `unavailable`. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
 */
export interface TargetGroupHealth {
  readonly name: string
  readonly states: readonly string[]
}

/** What a service lacks of running what is wanted of it; `undefined` when nothing. */
export function shortfall({ wanted, running, unhealthy, targetGroups }: ServingHealth): string | undefined {
  if (running < wanted) return `${running} of ${wanted} wanted tasks run`
  if (unhealthy > 0) return `${unhealthy} of ${running} running tasks are UNHEALTHY`
  if (wanted === 0) return undefined
  return targetGroups.map(lacking).find((words) => words !== undefined)
}

/** States that say nothing about health: no load balancer uses the group, or health checks are switched off. */
const silent: ReadonlySet<string> = new Set(['unused', 'unavailable'])

function lacking({ name, states }: TargetGroupHealth): string | undefined {
  const serving = states.filter((state) => !state.endsWith('draining'))
  const unhealthy = serving.filter((state) => state === 'unhealthy').length
  if (unhealthy > 0) return `${unhealthy} of ${serving.length} targets in the target group ${name} are unhealthy`
  if (serving.some((state) => state === 'healthy' || silent.has(state))) return undefined
  return `no target in the target group ${name} is healthy`
}
