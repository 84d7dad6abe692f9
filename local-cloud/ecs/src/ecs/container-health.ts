import type { ContainerDefinition, HealthCheck } from '@aws-sdk/client-ecs'
import type { RevisionRecord } from './records.ts'
import { wallMs } from '@slipway/local-cloud-frame/wall-time'
import { wallFloors } from './wall-floors.ts'
import { isPatient } from '@slipway/local-cloud-frame/patience'
import type { CloudClock } from '@slipway/local-cloud-frame/clock'
import type { ContainerCommand, RunningContainer } from '../tasks/runtime.ts'

/** What repeated checks have shown. */
export interface CheckTally {
  readonly status: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY'
  readonly failures: number
}

export const noChecks: CheckTally = { status: 'UNKNOWN', failures: 0 }

/**
 * One more check. Failures in the start period do not count, unless a check has passed before.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function tally(before: CheckTally, passed: boolean, inStartPeriod: boolean, retries: number): CheckTally {
  if (passed) return { status: 'HEALTHY', failures: 0 }
  if (inStartPeriod && before.status === 'UNKNOWN') return before
  const failures = before.failures + 1
  return { status: failures >= retries ? 'UNHEALTHY' : before.status, failures }
}

/** Undefined where there is nothing to run: no check, or `NONE`. */
export function checkCommand(check: HealthCheck | undefined): ContainerCommand | undefined {
  const [kind, ...rest] = check?.command ?? []
  if (kind === 'CMD-SHELL') return { kind: 'shell', line: rest.join(' ') }
  if (kind === 'CMD') return { kind: 'arguments', arguments: rest }
  return kind === undefined || kind === 'NONE' ? undefined : { kind: 'shell', line: [kind, ...rest].join(' ') }
}

/** A load balancer or a container's health check looks at its tasks. */
export function isChecked({ loadBalancers, taskDefinition: { definition } }: RevisionRecord): boolean {
  return loadBalancers.length > 0 || hasContainerCheck(definition.containerDefinitions)
}

export function hasContainerCheck(containers: readonly ContainerDefinition[]): boolean {
  return containers.some(({ healthCheck }) => checkCommand(healthCheck) !== undefined)
}

/** Runs a container's health check until `signal` is aborted, and reports every change of its status. */
export async function checkContainer(
  clock: CloudClock,
  container: RunningContainer,
  check: HealthCheck,
  signal: AbortSignal,
  report: (status: CheckTally['status']) => void,
): Promise<void> {
  const command = checkCommand(check)
  if (command === undefined) return
  const { interval = 30, timeout = 5, startPeriod = 0, retries = 3 } = check
  const pause = (isKnown: boolean): number =>
    wallMs(clock, interval, isKnown ? wallFloors.knownHealthCheckInterval : wallFloors.healthCheckInterval)
  const patience = wallMs(clock, timeout, wallFloors.healthCheckTimeout)
  const [startedAt, startPeriodMs] = [Date.now(), wallMs(clock, startPeriod, wallFloors.firstHealthy)]
  let known = noChecks
  while (!signal.aborted) {
    await clock.sleep(pause(known.status !== 'UNKNOWN') * clock.speed, signal)
    if (signal.aborted) return
    const passed = (await container.exec(command, patience)) === 0
    const isStarting = passed || (await isPatient(startedAt, startPeriodMs))
    const next = tally(known, passed, isStarting, retries)
    if (next.status !== known.status) report(next.status)
    known = next
  }
}
