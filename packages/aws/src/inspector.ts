import { Inspector2Client } from '@aws-sdk/client-inspector2'
import { awsClientOptions } from './client.ts'
import { readCoverage, type Coverage } from './inspector-coverage.ts'
import { knownExploited } from './inspector-details.ts'
import { listFindings } from './inspector-findings.ts'
import type { ReportedFinding } from './reported-finding.ts'

export type { Coverage } from './inspector-coverage.ts'

/**
 * Amazon Inspector beside ECR: whether an image has been looked at, and what ECR does not tell of its findings.
 * A repository is its ARN, which finds the image by one filter, or its name.
 */
export interface InspectorPort {
  /** `undefined` while Inspector knows nothing of the image. */
  coverage(repository: string, digest: string, signal?: AbortSignal): Promise<Coverage | undefined>
  /** All pages, with EPSS, exploit and layers; suppressed and closed ones included, which say so. */
  findings(repository: string, digest: string, signal?: AbortSignal): Promise<readonly ReportedFinding[]>
  /** Those of the finding ARNs whose vulnerability CISA lists as exploited. One ARN a vulnerability is enough. */
  knownExploited(arns: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string>>
}

export function createInspector(): InspectorPort {
  const client = new Inspector2Client(awsClientOptions())
  return {
    coverage: (repository, digest, signal) => readCoverage(client, repository, digest, signal),
    findings: (repository, digest, signal) => listFindings(client, repository, digest, signal),
    knownExploited: (arns, signal) => knownExploited(client, arns, signal),
  }
}
