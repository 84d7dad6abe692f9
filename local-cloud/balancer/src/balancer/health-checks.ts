import type { HealthCheck, TargetGroup } from '../elb/state.ts'
import { isPatient } from '@slipway/local-cloud-frame/patience'
import type { BalancerContext } from './context.ts'
import { probe, type ProbeResult } from './health-probe.ts'
import { freshTally, tallied, type Tally } from './health-tally.ts'
import { setHealth, type Health, type Member } from '../elb/member.ts'
import { wallMs } from '@slipway/local-cloud-frame/wall-time'
import { wallFloors } from './wall-floors.ts'

/** Checks one target, over and over, until it begins to leave its group or the cloud stops. */
export async function checkHealth(
  world: BalancerContext,
  group: TargetGroup,
  member: Member,
  inUse: () => boolean,
): Promise<void> {
  const signal = AbortSignal.any([member.left.signal, world.stopping])
  const isOver = (): boolean => signal.aborted || member.drained !== undefined
  let tally = freshTally
  while (!isOver()) {
    const started = Date.now()
    const { healthCheck } = group
    if (inUse()) {
      const [next, health] = await checkOnce(world, healthCheck, member, tally, signal)
      if (isOver()) return
      tally = next
      setHealth(world.timeline, member, health)
    } else {
      tally = freshTally
      setHealth(world.timeline, member, notInUse)
    }
    const rest =
      wallMs(world.clock, healthCheck.intervalSeconds, wallFloors.healthCheckInterval) - (Date.now() - started)
    await world.clock.sleep(Math.max(rest, 1) * world.clock.speed, signal)
  }
}

/** A target group that no listener forwards to is not checked. */
const notInUse: Health = {
  state: 'unused',
  reason: 'Target.NotInUse',
  description: 'Target group is not configured to receive traffic from the load balancer',
}

async function checkOnce(
  world: BalancerContext,
  check: HealthCheck,
  member: Member,
  tally: Tally,
  signal: AbortSignal,
): Promise<[Tally, Health]> {
  if (!check.enabled) {
    const description = 'Health checks are disabled for this target'
    return [tally, { state: 'healthy', description }]
  }
  const timeout = wallMs(world.clock, check.timeoutSeconds, wallFloors.healthCheckTimeout)
  const result = await probe(member.target, check, timeout, signal)
  if (await isStillStarting(member, tally, result)) return [tally, registering]
  const next = tallied(tally, result.passed, { healthy: check.healthyThreshold, unhealthy: check.unhealthyThreshold })
  return [next, shown(next, result)]
}

const registering: Health = {
  state: 'initial',
  reason: 'Elb.InitialHealthChecking',
  description: 'Initial health checks in progress',
}

async function isStillStarting(member: Member, tally: Tally, result: ProbeResult): Promise<boolean> {
  if (result.passed || tally.state !== 'initial' || result.reason === 'Target.ResponseCodeMismatch') return false
  return isPatient(member.registeredAt, wallFloors.firstAnswer)
}

function shown({ state }: Tally, result: ProbeResult): Health {
  if (state === 'healthy') return { state }
  if (state === 'initial') return registering
  if (!result.passed) return { state, reason: result.reason, description: result.description }
  return { state, reason: 'Target.FailedHealthChecks', description: 'Health checks failed' }
}
