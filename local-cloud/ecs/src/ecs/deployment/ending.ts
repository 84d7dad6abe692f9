import type { Deployment, Status } from './deployment.ts'

/** Closes a deployment; monitors that did not go off are done. */
export function end(deployment: Deployment, status: Status, now: number, statusReason?: string): Deployment {
  return {
    // A finished blue/green deployment keeps showing the stage it ended in.
    ...deployment,
    status,
    ...(statusReason === undefined ? {} : { statusReason }),
    updatedAt: now,
    finishedAt: now,
    ...(status === 'STOPPED' ? { stoppedAt: now } : {}),
    hooks: deployment.hooks.map((hook) => (hook.status === 'AWAITING_ACTION' ? { ...hook, status: 'FAILED' } : hook)),
    breaker: { ...deployment.breaker, status: done(deployment.breaker.status) },
    alarms: { ...deployment.alarms, status: done(deployment.alarms.status) },
  }
}

function done<Monitor extends string>(status: Monitor): Monitor | 'MONITORING_COMPLETE' {
  return status === 'MONITORING' ? 'MONITORING_COMPLETE' : status
}
