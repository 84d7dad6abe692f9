import { phaseOf } from './status.ts'

/** A service deployment as ListServiceDeployments shows it. */
export interface PastDeployment {
  readonly arn: string
  readonly status: string
  readonly statusReason?: string | undefined
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly targetRevisionArn: string
  /** Where a ROLLBACK_SUCCESSFUL deployment ended, when that has been asked for. */
  readonly rolledBackTo?: string | undefined
}

/** Newest first; equal times keep their order. */
export function newestFirst(deployments: readonly PastDeployment[]): readonly PastDeployment[] {
  return deployments.toSorted((a, b) => b.createdAt - a.createdAt)
}

/** The newest deployment that has not ended. */
export function underWay(history: readonly PastDeployment[]): PastDeployment | undefined {
  return newestFirst(history).find(({ status }) => phaseOf(status) !== 'over')
}

/** What a service runs, as far as its deployments tell. */
export interface Serving {
  readonly revisionArn: string
  /** It got there by a deployment, or a rollback, that succeeded; not by one that was stopped half-way. */
  readonly settled: boolean
}

/**
 * The newest deployment that ended decides; `undefined` without one. A rollback that does not say where it went went to
 * what the deployment before it left.
 */
export function servingRevision(history: readonly PastDeployment[]): Serving | undefined {
  const ended = newestFirst(history).filter(({ status }) => phaseOf(status) === 'over')
  for (const { status, targetRevisionArn, rolledBackTo } of ended) {
    if (status === 'SUCCESSFUL') return { revisionArn: targetRevisionArn, settled: true }
    if (status !== 'ROLLBACK_SUCCESSFUL') return { revisionArn: targetRevisionArn, settled: false }
    if (rolledBackTo !== undefined) return { revisionArn: rolledBackTo, settled: true }
  }
  return undefined
}

/** Service revisions that a SUCCESSFUL deployment made, newest first, each once. */
export function provenRevisions(history: readonly PastDeployment[]): readonly string[] {
  const made = newestFirst(history).filter(({ status }) => status === 'SUCCESSFUL')
  return [...new Set(made.map(({ targetRevisionArn }) => targetRevisionArn))]
}
