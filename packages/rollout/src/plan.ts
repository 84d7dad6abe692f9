import type { Decision, Judgement } from '@slipway/outcome'
import type { ServiceDeployment } from './service-deployment.ts'

/** What one run wants of the deployment it follows; fixed from the start. */
export interface Plan {
  /** Epoch milliseconds; nothing is waited for beyond it. */
  readonly deadline: number
  readonly pollMs: number
  /**
   * At a PAUSE hook: `verify` asks the gate, `refuse` rolls back because there is nothing to verify with,
   * `continue` is for a revision that has already proven itself.
   */
  readonly pauses: 'verify' | 'refuse' | 'continue'
  /** The longest a verification may take, in milliseconds. */
  readonly verifyMs: number
  /** On cancellation: `stop` rolls the deployment back, `leave` lets ECS finish it. */
  readonly onCancel: 'stop' | 'leave'
}

/** Everything a decision rests on: the deployment as ECS shows it, and what this run has done so far. */
export interface Observation {
  /** Absent until the deployment has been found. */
  readonly deployment?: ServiceDeployment | undefined
  /** A newer deployment of the same service; looked for when this one is being stopped. */
  readonly newer?: string | undefined
  /** By hook id. */
  readonly handled: ReadonlyMap<string, HandledHook>
  readonly stop: StopState
  /**
   * PAUSE hooks that were over when this run began to follow a deployment that it did not begin: whoever did answers
   * for them. Absent where this run began it, or came before there was anything to verify: then it answers for all.
   */
  readonly overBefore?: ReadonlySet<string> | undefined
  /** When the job was cancelled, in epoch milliseconds. */
  readonly cancelledAt?: number | undefined
  /** Why the last look or command came to nothing, where that is tolerated; `deployment` may then be an older one. */
  readonly trouble?: string | undefined
}

/** Whether StopServiceDeployment was sent, and taken. */
export type StopState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly message: string }

/** What this run did at one PAUSE hook. */
export interface HandledHook {
  readonly verification?: Judgement
  readonly answer?: HookAnswer
  /** ECS did not take the answer, and why: the hook was over already. */
  readonly refused?: string
}

export type HookAnswer =
  | { readonly action: 'CONTINUE' }
  | { readonly action: 'ROLLBACK'; readonly reason: RollbackReason; readonly message: string }

/** Why a run rolls a deployment back itself. */
export type RollbackReason = 'verification-failed' | 'verification-inconclusive' | 'nothing-to-verify' | 'timeout'

export type RolloutCommand =
  /** Ask the gate; it must have an answer by `until`, in epoch milliseconds. */
  | { readonly kind: 'verify'; readonly hookId: string; readonly until: number }
  /** ContinueServiceDeployment. */
  | { readonly kind: 'answer'; readonly hookId: string; readonly answer: HookAnswer }
  /** StopServiceDeployment with stopType ROLLBACK. */
  | { readonly kind: 'stop' }

export type RolloutReason =
  | 'deployed'
  | 'verification-failed'
  | 'nothing-to-verify'
  | 'circuit-breaker'
  | 'alarm'
  | 'rolled-back'
  | 'rollback-failed'
  | 'stopped'
  | 'superseded'
  | 'scaled-to-zero'
  | 'verification-inconclusive'
  | 'timeout'
  | 'cancelled'

export type RolloutEnd = Judgement<RolloutReason>

export type RolloutDecision = Decision<RolloutCommand, RolloutEnd>
