import type { ServiceDeployment } from './service-deployment.ts'

/**
 * What the service is configured to be guarded by, and what ECS did not use for this deployment; empty when nothing is
 * missing. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
 */
export function guardsOff({ alarms, circuitBreaker }: ServiceDeployment): readonly string[] {
  const names = alarms?.status === 'DISABLED' ? (alarms.configured ?? []) : []
  const breaker = circuitBreaker?.status === 'DISABLED' && circuitBreaker.configured === true
  return [
    ...(names.length === 0
      ? []
      : [
          `ECS switched off its alarms (${names.join(', ')}), as it does when one was in ALARM when the deployment began`,
        ]),
    ...(breaker ? ['ECS switched off its circuit breaker'] : []),
  ]
}

/** The same, to go at the end of what a pass says; empty when nothing is missing, or no deployment was followed. */
export function unguarded(deployment: ServiceDeployment | undefined): string {
  const off = deployment === undefined ? [] : guardsOff(deployment)
  return off.length === 0 ? '' : `; NOT GUARDED: ${off.join('; ')}`
}
