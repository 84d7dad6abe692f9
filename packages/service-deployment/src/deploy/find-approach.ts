import type { EcsService } from '@slipway/aws/ecs'
import { findService } from '../find-service.ts'
import { readHistory } from '../history.ts'
import { isTransient } from '@slipway/aws/transient'
import { untilDeadline } from '@slipway/aws/within'
import { runLoop, untilCancelled } from '@slipway/control-loop'
import type { Decision, Judgement } from '@slipway/outcome'
import type { PastDeployment } from '@slipway/rollout'
import { chooseApproach, type Approach, type Wait } from './approach.ts'
import { planDefinition } from './definition/plan.ts'
import type { Job } from './job.ts'
import type { Ports } from './ports.ts'
import { scaledToZero } from './preflight.ts'
import type { DeployReason } from './result.ts'

/** What the service is, and what to do about it; or why nothing can be. */
export type Found = Refused | (Seen & { readonly approach: Approach })

interface Refused {
  readonly kind: 'refused'
  readonly judgement: Judgement<DeployReason>
}

interface Seen {
  readonly kind: 'seen'
  readonly service: EcsService
  /** Newest first. */
  readonly history: readonly PastDeployment[]
  readonly approach: Approach | Wait
}

/** Looks, and looks anew while an older deployment has to end first; nothing is written. */
export async function findApproach(job: Job, ports: Ports): Promise<Found> {
  const { clock, log } = ports
  let last: Refused | Seen | undefined
  return await runLoop<Refused | Seen, never, Found>({
    clock,
    signal: job.signal,
    observe: async () => (last = await lookAgain(last, () => lookInTime(job, ports))),
    decide: (found, now) => turn(job, found, now),
    execute: async () => undefined,
    say: (because) => log.info(because),
  })
}

/** What AWS does not answer for a moment is as it was seen last. */
async function lookAgain<T>(last: T | undefined, look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    if (last === undefined || !isTransient(error)) throw error
    return last
  }
}

/** At most until the deadline; a cancelled job waits for no answer. */
async function lookInTime(job: Job, ports: Ports): Promise<Refused | Seen> {
  const { request, startedAt, signal } = job
  const inTime = (): Promise<Refused | Seen> =>
    untilDeadline(startedAt + request.timeoutMs, ports.clock.now(), () => look(job, ports))
  return (await untilCancelled(signal, inTime)) ?? cancelled
}

const cancelled: Refused = {
  kind: 'refused',
  judgement: { verdict: 'inconclusive', reason: 'cancelled', message: 'cancelled before anything was deployed' },
}

async function look({ request, ref, image }: Job, ports: Ports): Promise<Refused | Seen> {
  const service = await findService(ports.ecs, ref)
  const zero = scaledToZero(service)
  if (zero !== undefined) return { kind: 'refused', judgement: zero }
  const definition = await planDefinition({ ...request, image: image.exact }, service.taskDefinition, ports)
  const history = await readHistory(ports.ecs, ref)
  const approach = await chooseApproach(ports, { ref, service, history, definition, image })
  return { kind: 'seen', service, history, approach }
}

function turn({ request, startedAt, signal }: Job, found: Refused | Seen, now: number): Decision<never, Found> {
  if (found.kind === 'refused') return { kind: 'end', end: found, because: found.judgement.message }
  const { approach } = found
  if (approach.kind !== 'wait') return { kind: 'end', end: { ...found, approach }, because: approach.because }
  const { because } = approach
  if (signal.aborted) return { kind: 'end', end: cancelled, because: cancelled.judgement.message }
  const left = startedAt + request.timeoutMs - now
  if (left > 0) return { kind: 'wait', ms: Math.min(request.pollMs, left), because }
  return timedOut(`not over at the deadline, and nothing was deployed: ${because}; undo it with ecs-rollback`)
}

function timedOut(message: string): Decision<never, Found> {
  return {
    kind: 'end',
    end: { kind: 'refused', judgement: { verdict: 'inconclusive', reason: 'timeout', message } },
    because: message,
  }
}
