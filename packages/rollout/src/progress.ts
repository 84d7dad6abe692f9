import { guardsOff } from './guards-off.ts'
import type { RevisionState, ServiceDeployment } from './service-deployment.ts'
import { showStage } from './stage.ts'

/** Where a deployment stands in one line: status, stage, traffic, tasks. The same line while nothing changes. */
export function progress(deployment: ServiceDeployment): string {
  const parts = [
    where(deployment),
    traffic(deployment.target),
    tasks(deployment.target),
    leaving(deployment),
    ...guardsOff(deployment),
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function where({ status, lifecycleStage }: ServiceDeployment): string {
  const known = status === '' ? 'no status' : status
  return lifecycleStage === undefined ? known : `${known}, ${showStage(lifecycleStage)}`
}

function traffic(target: RevisionState | undefined): string {
  const weights = [
    target?.testWeight === undefined ? '' : `test ${target.testWeight} %`,
    target?.productionWeight === undefined ? '' : `production ${target.productionWeight} %`,
  ].filter((part) => part !== '')
  return weights.length === 0 ? '' : `traffic to the target revision: ${weights.join(', ')}`
}

function tasks(target: RevisionState | undefined): string {
  if (target?.requested === undefined) return ''
  const pending = target.pending === undefined || target.pending === 0 ? '' : `, ${target.pending} pending`
  return `${target.running ?? 0} of ${target.requested} tasks running${pending}`
}

function leaving({ status, rollback }: ServiceDeployment): string {
  return status.startsWith('ROLLBACK') && rollback?.reason !== undefined ? `because: ${rollback.reason}` : ''
}
