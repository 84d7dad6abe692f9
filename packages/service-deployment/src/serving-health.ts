import { Failure } from '@slipway/outcome'
import type { ServingHealth, TargetGroupHealth } from '@slipway/rollout'
import type { EcsPort, EcsService, ServiceRef, ServiceRevision } from '@slipway/aws/ecs'
import type { TargetHealthPort } from '@slipway/aws/target-health'

export interface ServingPorts {
  readonly ecs: EcsPort
  readonly targetHealth: TargetHealthPort
}

export interface SeenServing {
  readonly health: ServingHealth
  /** What could not be looked at, and why: of that nothing is known. */
  readonly unseen: readonly string[]
}

/** A role may lack the right, and a private subnet the way to another service than ECS. */
const unseeable: ReadonlySet<string> = new Set(['AWS_ACCESS_DENIED', 'AWS_UNREACHABLE'])

/** How the service serves a revision now. Where tasks are missing, no more is asked. */
export async function readServingHealth(
  { ecs, targetHealth }: ServingPorts,
  ref: ServiceRef,
  service: EcsService,
  revision: ServiceRevision,
): Promise<SeenServing> {
  const unseen: string[] = []
  const ifPossible = async <T>(what: string, look: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await look()
    } catch (error) {
      if (!(error instanceof Failure && unseeable.has(error.code))) throw error
      unseen.push(`${what} (${error.message})`)
      return undefined
    }
  }
  const wanted = service.desiredCount
  const running = runningOf(service, revision)
  if (running < wanted) return { health: { wanted, running, unhealthy: 0, targetGroups: [] }, unseen }
  const unhealthy = await ifPossible('the health of its tasks', () => unhealthyTasks(ecs, ref, revision))
  const targetGroups: TargetGroupHealth[] = []
  for (const arn of revision.targetGroups) {
    const name = arn.split('/')[1] ?? arn
    const states = await ifPossible(`the target group ${name}`, () => targetHealth.statesIn(arn))
    if (states !== undefined) targetGroups.push({ name, states })
  }
  return { health: { wanted, running, unhealthy: unhealthy ?? 0, targetGroups }, unseen }
}

/** Tasks of other revisions do not count, unless ECS does not tell them apart. */
function runningOf({ revisions, runningCount }: EcsService, { arn }: ServiceRevision): number {
  if (revisions.length === 0) return runningCount
  return revisions.find((one) => one.arn === arn)?.running ?? 0
}

async function unhealthyTasks(ecs: EcsPort, ref: ServiceRef, { taskDefinition }: ServiceRevision): Promise<number> {
  const tasks = await ecs.runningTasks(ref)
  return tasks.filter((task) => task.taskDefinitionArn === taskDefinition && task.health === 'UNHEALTHY').length
}
