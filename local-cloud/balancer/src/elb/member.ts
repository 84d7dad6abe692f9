import type { TargetHealthReasonEnum } from '@aws-sdk/client-elastic-load-balancing-v2'
import { Agent } from 'node:http'
import type { Target, TargetState } from './balancing.ts'
import type { Timeline } from '@slipway/local-cloud-frame/timeline'

/** A target that is registered in a target group, and what the balancer knows about it. */
export interface Member {
  readonly targetGroupArn: string
  readonly target: Target
  /** Connections to the target that are kept for the next request. */
  readonly connections: Agent
  /** Aborted when the target leaves the group. */
  readonly left: AbortController
  readonly registeredAt: number
  state: TargetState
  reason?: TargetHealthReasonEnum
  description?: string
  /** Requests that were given to the target and are not finished. */
  inFlight: number
  /** Called whenever `inFlight` comes down to zero. */
  idle?: () => void
  /** Set from deregistration on; resolves when the target has drained. */
  drained?: Promise<void>
}

export const memberKey = ({ id, port }: Target): string => `${id}:${port}`

export function newMember(targetGroupArn: string, target: Target): Member {
  return {
    targetGroupArn,
    target,
    connections: new Agent({ keepAlive: true, maxFreeSockets: 64 }),
    left: new AbortController(),
    registeredAt: Date.now(),
    state: 'initial',
    reason: 'Elb.RegistrationInProgress',
    description: 'Target registration is in progress',
    inFlight: 0,
  }
}

export interface Health {
  readonly state: TargetState
  readonly reason?: TargetHealthReasonEnum
  readonly description?: string
}

/** Changes what is known about the target; a change of state is written down. */
export function setHealth(timeline: Timeline, member: Member, health: Health): void {
  const changed = member.state !== health.state
  member.state = health.state
  delete member.reason
  delete member.description
  Object.assign(member, health)
  if (!changed) return
  const { targetGroupArn, target, state } = member
  timeline.record({ kind: 'target', targetGroupArn, target: memberKey(target), state })
}
