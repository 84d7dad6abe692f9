import { describe, Failure, type Judgement } from '@slipway/outcome'
import {
  fromProductionTraffic,
  phaseOf,
  type HandledHook,
  type HookAnswer,
  type Observation,
  type ServiceDeployment,
  type ServiceEvent,
  type StopState,
} from '@slipway/rollout'
import type { EcsPort, ServiceRef } from '@slipway/aws/ecs'
import { isTransient } from '@slipway/aws/transient'
import { untilCancelled } from '@slipway/control-loop'
import { untilDeadline } from '@slipway/aws/within'

export interface WatchOptions {
  readonly ecs: EcsPort
  readonly ref: ServiceRef
  /**
   * The ARN to follow: known from the start, or looked for until it is found; asked again when that one was stopped by
   * somebody else.
   */
  readonly find: () => Promise<string | undefined>
  /** This run did not begin it: whoever did answers for the hooks that are over at the first look. */
  readonly resumed?: boolean
  /** Epoch milliseconds, beyond which nothing of AWS is waited for: a command that was begun is tried to its end. */
  readonly deadline: number
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}

/** One followed service deployment: what ECS shows of it, and what this run has done to it. */
export interface DeploymentWatch {
  /** Looks again. Throttling and errors of AWS are tolerated; anything else fails with the ARN to come back to. */
  look(): Promise<Observation>
  /** StopServiceDeployment with ROLLBACK. */
  stop(): Promise<void>
  /** Gives an answer, or one that AWS has to be asked for first. */
  answer(hookId: string, answer: HookAnswer | (() => Promise<HookAnswer>)): Promise<void>
  /** Keeps what the gate said about a hook. */
  keep(hookId: string, verification: Judgement): void
  /** Service events since the deployment began that were not returned before; never fails. */
  news(): Promise<readonly ServiceEvent[]>
  readonly arn: string | undefined
}

export function watchDeployment({
  ecs,
  ref,
  find,
  resumed = false,
  deadline,
  now,
  signal,
}: WatchOptions): DeploymentWatch {
  const handled = new Map<string, HandledHook>()
  const told = new Set<string>()
  let arn: string | undefined
  let deployment: ServiceDeployment | undefined
  let newer: string | undefined
  let stop: StopState = { kind: 'none' }
  let overBefore: ReadonlySet<string> | undefined
  let seen = false
  let cancelledAt: number | undefined
  /** Of the last command, until a look has told it: so that a command is not repeated faster than looks. */
  let unanswered: string | undefined

  const tolerate = async (call: () => Promise<void>): Promise<string | undefined> => {
    try {
      await call()
      return undefined
    } catch (error) {
      if (!isTransient(error)) throw comeBackTo(arn, error)
      return `AWS gives no answer (${describe(error)}); asking again`
    }
  }

  /** Our own UpdateService may have begun a second deployment, which stopped this one. */
  const followReplacement = async (stopped: string): Promise<void> => {
    const again = (await find()) ?? stopped
    const replacement = again === stopped ? undefined : await ecs.describeServiceDeployment(again)
    if (replacement === undefined) return
    arn = again
    deployment = replacement
    handled.clear()
  }

  const lookOnce = async (): Promise<void> => {
    arn ??= await find()
    if (arn === undefined) return
    deployment = (await ecs.describeServiceDeployment(arn)) ?? deployment
    if (deployment?.status === 'STOPPED' && stop.kind === 'none') await followReplacement(arn)
    if (deployment !== undefined && !seen) overBefore = resumed ? over(deployment) : undefined
    seen ||= deployment !== undefined
    if (deployment?.status === 'STOPPED') newer = await newerThan(ecs, ref, deployment)
  }

  const inTime = <T>(call: () => Promise<T>): Promise<T> => untilDeadline(deadline, now(), call)

  return {
    get arn() {
      return arn
    },
    async look() {
      const blind = await untilCancelled(signal, () => tolerate(() => inTime(lookOnce)))
      if (signal.aborted) cancelledAt ??= now()
      const trouble = blind ?? unanswered
      unanswered = undefined
      return { deployment, newer, handled, overBefore, stop, cancelledAt, trouble }
    },
    async stop() {
      const target = arn
      if (target === undefined) return
      unanswered = await tolerate(async () => {
        stop = await ecs.stopServiceDeployment(target)
      })
    },
    async answer(hookId, given) {
      const target = arn
      if (target === undefined) return
      unanswered = await tolerate(async () => {
        const answer = typeof given === 'function' ? await given() : given
        const taken = await ecs.continueServiceDeployment(target, hookId, answer.action)
        const refused = taken.kind === 'refused' ? { refused: taken.message } : {}
        handled.set(hookId, { ...handled.get(hookId), answer, ...refused })
      })
    },
    keep(hookId, verification) {
      handled.set(hookId, { ...handled.get(hookId), verification })
    },
    async news() {
      const since = deployment?.createdAt
      if (since === undefined) return []
      const service = await untilCancelled(signal, () => quietly(() => inTime(() => ecs.describeService(ref))))
      const events = service?.events ?? []
      const fresh = events.filter(({ id, at }) => at >= since && !told.has(id))
      for (const { id } of fresh) told.add(id)
      return fresh.toSorted((a, b) => a.at - b.at)
    },
  }
}

/** Hooks that are over; `undefined` where none is, and none can be that ECS no longer shows. */
function over({ hooks, status, lifecycleStage }: ServiceDeployment): ReadonlySet<string> | undefined {
  const ends = ['SUCCEEDED', 'FAILED', 'TIMED_OUT']
  const ended = hooks.filter((hook) => ends.includes(hook.status)).map(({ hookId }) => hookId)
  const behind = ended.length > 0 || phaseOf(status) === 'over' || fromProductionTraffic(lifecycleStage)
  return behind ? new Set(ended) : undefined
}

async function newerThan(ecs: EcsPort, ref: ServiceRef, deployment: ServiceDeployment): Promise<string | undefined> {
  const { arn, createdAt = 0 } = deployment
  const later = await ecs.listServiceDeployments(ref, { after: createdAt })
  return later.find((other) => other.arn !== arn && other.createdAt >= createdAt)?.arn
}

function comeBackTo(arn: string | undefined, error: unknown): unknown {
  if (!(error instanceof Failure)) return error
  const doing = arn === undefined ? 'looking for the service deployment that was begun' : `following ${arn}`
  const remedy = `${error.remedy ?? 'fix that'}; the deployment goes on in ECS, and running this step again follows it`
  return new Failure(error.code, `${error.message}; it was ${doing}`, { remedy, cause: error.cause })
}

async function quietly<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch {
    return undefined
  }
}
