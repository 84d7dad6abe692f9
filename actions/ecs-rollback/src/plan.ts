import type { EcsPort, ServiceRevision } from '@slipway/aws/ecs'
import { Failure } from '@slipway/outcome'
import { phaseOf, provenRevisions, servingRevision, underWay, type PastDeployment } from '@slipway/rollout'
import type { RollbackErrorCode } from './error.ts'
import { otherImages } from './other-images.ts'

/** What will be done, and why; made from reads alone and shown before anything is touched. */
export interface RollbackPlan {
  /** What the service runs, or, with a deployment under way, what that one brings; absent when ECS no longer knows. */
  readonly current: ServiceRevision | undefined
  /** Absent when nothing is known to be good. */
  readonly target: ServiceRevision | undefined
  /** A SUCCESSFUL service deployment made the target. */
  readonly proven: boolean
  readonly step: RollbackStep
  readonly because: string
}

export type RollbackStep =
  | { readonly kind: 'none'; readonly reason: 'already-there' | 'no-known-good' }
  /** A deployment of the target is under way already, begun by a run that ended early. */
  | { readonly kind: 'attach'; readonly serviceDeploymentArn: string }
  /**
   * A deployment of something else is under way: stop it, and see where ECS goes back to; `goesBack` when that should
   * be the target, because the service ran it before.
   */
  | { readonly kind: 'undo'; readonly serviceDeploymentArn: string; readonly goesBack: boolean }
  | { readonly kind: 'deploy' }

/** The newest SUCCESSFUL deployments whose service revisions are looked at. */
const looksBack = 100

/** Chooses where to go back to, from the service's deployments, newest first, and the input `to`. */
export async function planRollback(
  ecs: EcsPort,
  serviceArn: string,
  history: readonly PastDeployment[],
  to: string,
): Promise<RollbackPlan> {
  const moving = underWay(history)
  const serving = servingRevision(history)
  const proven = provenRevisions(history).slice(0, looksBack)
  const arns = [
    moving?.targetRevisionArn,
    serving?.revisionArn,
    ...proven,
    isRevisionOf(serviceArn, to) ? to : undefined,
  ]
  const wanted = [...new Set(arns.filter((arn) => arn !== undefined))]
  const known = new Map((await ecs.describeServiceRevisions(wanted)).map((revision) => [revision.arn, revision]))
  const seen: Seen = {
    moving,
    current: known.get(moving?.targetRevisionArn ?? serving?.revisionArn ?? ''),
    serving: known.get(serving?.revisionArn ?? ''),
    settled: serving?.settled ?? false,
    proven: proven.flatMap((arn) => known.get(arn) ?? []),
  }
  return to === '' ? toLastKnownGood(seen) : toGiven(seen, to, known.get(to))
}

interface Seen {
  readonly moving: PastDeployment | undefined
  /** What is under way brings, or else what is served. */
  readonly current: ServiceRevision | undefined
  readonly serving: ServiceRevision | undefined
  readonly settled: boolean
  /** Newest first. */
  readonly proven: readonly ServiceRevision[]
}

/** The newest revision that a SUCCESSFUL deployment made and that is not what runs now. */
function toLastKnownGood(seen: Seen): RollbackPlan {
  const { moving, current, serving, proven } = seen
  const goingBack = moving !== undefined && isGoingBack(seen)
  if (goingBack) {
    const because = `a service deployment back to ${name(current)}, which ran before, is under way already`
    return { current: serving, target: current, proven: true, step: follow(moving), because }
  }
  const target = proven.find(
    ({ arn, taskDefinition }) => arn !== current?.arn && taskDefinition !== current?.taskDefinition,
  )
  if (target === undefined) {
    const because = `no SUCCESSFUL service deployment of the last 90 days made anything but ${name(current)}`
    return { current, target, proven: false, step: { kind: 'none', reason: 'no-known-good' }, because }
  }
  const because = `${target.arn} is the last service revision that a SUCCESSFUL deployment made before ${current?.arn ?? 'this'}`
  return { current, target, proven: true, step: stepTo(seen, target), because }
}

/** Whether what is under way brings back something that ran before: another run of a rollback, not a release. */
function isGoingBack({ moving, current, serving, proven }: Seen): boolean {
  if (moving === undefined || phaseOf(moving.status) === 'leaving') return false
  const ran = proven.some(({ taskDefinition }) => taskDefinition === current?.taskDefinition)
  return ran && current?.taskDefinition !== serving?.taskDefinition
}

function toGiven(seen: Seen, to: string, revision: ServiceRevision | undefined): RollbackPlan {
  const { moving, current, settled, proven } = seen
  const target = revision ?? byDefinition(proven, to)
  if (target === undefined) {
    throw new Failure<RollbackErrorCode>(
      'REVISION_NOT_FOUND',
      `no service revision of this service is ${to}, and no SUCCESSFUL service deployment of it ran that`,
      {
        remedy: 'set to: to a service revision of this service, or leave it empty for the last known good one',
      },
    )
  }
  const isProven = byDefinition(proven, target.taskDefinition) !== undefined
  const plan = { current, target, proven: isProven, because: `${to} was asked for` }
  if (!isThere(current, target)) return { ...plan, step: stepTo(seen, target) }
  if (moving === undefined)
    return { ...plan, step: settled ? { kind: 'none', reason: 'already-there' } : { kind: 'deploy' } }
  return { ...plan, step: phaseOf(moving.status) === 'leaving' ? stepTo(seen, target) : follow(moving) }
}

/** The same task definition, and not with other images. */
function isThere(current: ServiceRevision | undefined, target: ServiceRevision): boolean {
  return current?.taskDefinition === target.taskDefinition && otherImages(target, current).length === 0
}

function stepTo({ moving, serving }: Seen, target: ServiceRevision): RollbackStep {
  if (moving === undefined) return { kind: 'deploy' }
  return { kind: 'undo', serviceDeploymentArn: moving.arn, goesBack: isThere(serving, target) }
}

function follow({ arn }: PastDeployment): RollbackStep {
  return { kind: 'attach', serviceDeploymentArn: arn }
}

function byDefinition(revisions: readonly ServiceRevision[], taskDefinition: string): ServiceRevision | undefined {
  return revisions.find((revision) => revision.taskDefinition === taskDefinition)
}

/** `arn:…:service/CLUSTER/SERVICE` and `arn:…:service-revision/CLUSTER/SERVICE/ID`. */
function isRevisionOf(serviceArn: string, to: string): boolean {
  return to.startsWith(`${serviceArn.replace(':service/', ':service-revision/')}/`)
}

function name(revision: ServiceRevision | undefined): string {
  return revision === undefined ? 'what runs now' : `${revision.arn} (${revision.taskDefinition})`
}
