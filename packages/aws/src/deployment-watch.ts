import { describe, Failure, type Judgement } from '@slipway/outcome'
import type { HandledHook, HookAnswer, Observation, ServiceDeployment, ServiceEvent, StopState } from '@slipway/rollout'
import type { EcsPort, ServiceRef } from './ecs.ts'
import { isTransient } from './transient.ts'

export interface WatchOptions {
  readonly ecs: EcsPort
  readonly ref: ServiceRef
  /** The ARN to follow: known from the start, or looked for until it is found. */
  readonly find: () => Promise<string | undefined>
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
  answer(hookId: string, answer: HookAnswer): Promise<void>
  /** Keeps what the gate said about a hook. */
  keep(hookId: string, verification: Judgement): void
  /** Service events since the deployment began that were not returned before; never fails. */
  news(): Promise<readonly ServiceEvent[]>
  readonly arn: string | undefined
}

export function watchDeployment({ ecs, ref, find, now, signal }: WatchOptions): DeploymentWatch {
  const handled = new Map<string, HandledHook>()
  const told = new Set<string>()
  let arn: string | undefined
  let deployment: ServiceDeployment | undefined
  let newer: string | undefined
  let stop: StopState = { kind: 'none' }
  let cancelledAt: number | undefined
  let trouble: string | undefined

  const tolerate = async (call: () => Promise<void>): Promise<void> => {
    try {
      trouble = undefined
      await call()
    } catch (error) {
      if (!isTransient(error)) throw comeBackTo(arn, error)
      trouble = `AWS gives no answer (${describe(error)}); asking again`
    }
  }

  return {
    get arn() {
      return arn
    },
    async look() {
      await tolerate(async () => {
        arn ??= await find()
        if (arn === undefined) return
        deployment = (await ecs.describeServiceDeployment(arn)) ?? deployment
        if (deployment?.status === 'STOPPED') newer = await newerThan(ecs, ref, deployment)
      })
      if (signal.aborted) cancelledAt ??= now()
      return { deployment, newer, handled, stop, cancelledAt, trouble }
    },
    async stop() {
      const target = arn
      if (target === undefined) return
      await tolerate(async () => {
        stop = await ecs.stopServiceDeployment(target)
      })
    },
    async answer(hookId, answer) {
      const target = arn
      if (target === undefined) return
      await tolerate(async () => {
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
      const events = (await quietly(() => ecs.describeService(ref)))?.events ?? []
      const fresh = events.filter(({ id, at }) => at >= since && !told.has(id))
      for (const { id } of fresh) told.add(id)
      return fresh.toSorted((a, b) => a.at - b.at)
    },
  }
}

async function newerThan(ecs: EcsPort, ref: ServiceRef, deployment: ServiceDeployment): Promise<string | undefined> {
  const { arn, createdAt = 0 } = deployment
  const later = await ecs.listServiceDeployments(ref, { after: createdAt })
  return later.find((other) => other.arn !== arn && other.createdAt >= createdAt)?.arn
}

function comeBackTo(arn: string | undefined, error: unknown): unknown {
  if (!(error instanceof Failure) || arn === undefined) return error
  const remedy = `${error.remedy ?? 'mend that'}; the deployment goes on in ECS, and running this step again follows it`
  return new Failure(error.code, `${error.message}; it was following ${arn}`, { remedy, cause: error.cause })
}

async function quietly<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch {
    return undefined
  }
}
