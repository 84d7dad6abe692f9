import { describe, Failure, type Judgement } from '@slipway/outcome'
import type { HandledHook, HookAnswer, Observation, ServiceDeployment, ServiceEvent, StopState } from '@slipway/rollout'
import type { EcsPort, ServiceRef } from './ecs.ts'
import { isTransient } from './transient.ts'
import { untilCancelled } from './until-cancelled.ts'
import { within } from './within.ts'

/** Milliseconds that a look has which begins at the deadline: it may be the one that shows the end. */
const least = 2_000

export interface WatchOptions {
  readonly ecs: EcsPort
  readonly ref: ServiceRef
  /** The ARN to follow: known from the start, or looked for until it is found. */
  readonly find: () => Promise<string | undefined>
  /** An earlier run began it: what is continued at the first look was answered by that one. */
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
  answer(hookId: string, answer: HookAnswer): Promise<void>
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
  let answeredBefore: ReadonlySet<string> | undefined
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

  const lookOnce = async (): Promise<void> => {
    arn ??= await find()
    if (arn === undefined) return
    deployment = (await ecs.describeServiceDeployment(arn)) ?? deployment
    if (resumed && deployment !== undefined) answeredBefore ??= continued(deployment)
    if (deployment?.status === 'STOPPED') newer = await newerThan(ecs, ref, deployment)
  }

  const inTime = <T>(call: () => Promise<T>): Promise<T> =>
    within(Math.max(least, deadline - now()), undefined, () => call())

  return {
    get arn() {
      return arn
    },
    async look() {
      const blind = await untilCancelled(signal, () => tolerate(() => inTime(lookOnce)))
      if (signal.aborted) cancelledAt ??= now()
      const trouble = blind ?? unanswered
      unanswered = undefined
      return { deployment, newer, handled, answeredBefore, stop, cancelledAt, trouble }
    },
    async stop() {
      const target = arn
      if (target === undefined) return
      unanswered = await tolerate(async () => {
        stop = await ecs.stopServiceDeployment(target)
      })
    },
    async answer(hookId, answer) {
      const target = arn
      if (target === undefined) return
      unanswered = await tolerate(async () => {
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

function continued({ hooks }: ServiceDeployment): ReadonlySet<string> {
  return new Set(hooks.filter(({ status }) => status === 'SUCCEEDED').map(({ hookId }) => hookId))
}

async function newerThan(ecs: EcsPort, ref: ServiceRef, deployment: ServiceDeployment): Promise<string | undefined> {
  const { arn, createdAt = 0 } = deployment
  const later = await ecs.listServiceDeployments(ref, { after: createdAt })
  return later.find((other) => other.arn !== arn && other.createdAt >= createdAt)?.arn
}

function comeBackTo(arn: string | undefined, error: unknown): unknown {
  if (!(error instanceof Failure)) return error
  const doing = arn === undefined ? 'looking for the service deployment that was begun' : `following ${arn}`
  const remedy = `${error.remedy ?? 'mend that'}; the deployment goes on in ECS, and running this step again follows it`
  return new Failure(error.code, `${error.message}; it was ${doing}`, { remedy, cause: error.cause })
}

async function quietly<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch {
    return undefined
  }
}
