import type { ServiceDeployment } from './service-deployment.ts'

/** What made ECS give a deployment up, in words. */
export interface Cause {
  readonly reason: 'circuit-breaker' | 'alarm'
  readonly message: string
}

/**
 * The circuit breaker or an alarm, told apart by their own status; where both were triggered, or neither says so,
 * by the words of the rollback. `undefined`: something else.
 */
export function causeOf(deployment: ServiceDeployment): Cause | undefined {
  const said = `${deployment.rollback?.reason ?? ''} ${deployment.statusReason ?? ''}`
  const breaker = deployment.circuitBreaker?.status === 'TRIGGERED'
  const alarm = deployment.alarms?.status === 'TRIGGERED'
  const wordsOfAlarm = /\balarms?\b/i.test(said)
  const wordsOfBreaker = /circuit ?breaker/i.test(said)
  if (alarm && (!breaker || (wordsOfAlarm && !wordsOfBreaker))) return byAlarm(deployment)
  if (breaker) return byBreaker(deployment)
  if (wordsOfBreaker) return byBreaker(deployment)
  return wordsOfAlarm ? byAlarm(deployment) : undefined
}

/** `3 of 3 task failures`, or nothing where ECS does not count. */
export function breakerCount(deployment: ServiceDeployment): string {
  const { failureCount, threshold } = deployment.circuitBreaker ?? {}
  if (failureCount === undefined) return ''
  return threshold === undefined
    ? `${failureCount} failed tasks`
    : `${failureCount} failed tasks, threshold ${threshold}`
}

function byBreaker(deployment: ServiceDeployment): Cause {
  const count = breakerCount(deployment)
  return { reason: 'circuit-breaker', message: `the circuit breaker was triggered${count === '' ? '' : ` (${count})`}` }
}

function byAlarm({ alarms }: ServiceDeployment): Cause {
  const names = alarms?.triggered ?? []
  return { reason: 'alarm', message: names.length === 0 ? 'an alarm went off' : `alarm ${names.join(', ')} went off` }
}
