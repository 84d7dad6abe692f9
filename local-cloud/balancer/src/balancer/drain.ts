import type { BalancerContext } from './context.ts'
import { setHealth, type Member } from '../elb/member.ts'

/**
 * Takes a target out of service: no new request from now on, those in flight may finish within the deregistration delay.
 * What is still in flight after it is cut off, which its client sees as a 502.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay
 */
export async function drain(world: BalancerContext, member: Member, delaySeconds: number): Promise<void> {
  setHealth(world.timeline, member, {
    state: 'draining',
    reason: 'Target.DeregistrationInProgress',
    description: 'Target deregistration is in progress',
  })
  if (member.inFlight > 0) await idleOrDelay(world, member, delaySeconds)
  member.left.abort()
  member.connections.destroy()
  setHealth(world.timeline, member, {
    state: 'unused',
    reason: 'Target.NotRegistered',
    description: 'Target is not registered to the target group',
  })
}

async function idleOrDelay({ clock, stopping }: BalancerContext, member: Member, delaySeconds: number): Promise<void> {
  const enough = new AbortController()
  member.idle = () => enough.abort()
  await clock.sleep(delaySeconds * 1000, AbortSignal.any([enough.signal, stopping]))
}
