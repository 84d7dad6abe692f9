import type { Finding, Severity } from '@aws-sdk/client-inspector2'
import { findingArn, fixOf, resource, titleOf, vulnerability } from '../ecr/enhanced-finding.ts'
import { observeScan } from '../ecr/scan.ts'
import type { ScanRecord } from '../ecr/scan-record.ts'
import type { ScanStep, ScriptedFinding } from '../ecr/scan-script.ts'
import type { InspectorContext } from './context.ts'
import type { ImageInRepository } from './scanned-images.ts'

/** A finding beside what it was made of. */
export interface ShownFinding {
  readonly finding: Finding
  readonly scripted: ScriptedFinding
  /** As its step has it. */
  readonly pageSize: number | undefined
}

/** Findings of an image as its scan stands now; looking at them moves nothing. */
export async function findingsOf(world: InspectorContext, found: ImageInRepository): Promise<readonly ShownFinding[]> {
  const { repository, image } = found
  const record = repository.scans.get(image.digest)
  if (record === undefined) return []
  const step = await observeScan(world, repository, image, record, 'aside')
  if (!showsFindings(step)) return []
  // What is not watched any longer has its findings closed.
  const closed = step.status === 'SCAN_ELIGIBILITY_EXPIRED' ? { status: 'CLOSED' as const } : {}
  return (step.findings ?? []).map((scripted) => ({
    scripted,
    pageSize: step.pageSize,
    finding: { ...inspectorFinding(world, found, record, scripted), ...closed },
  }))
}

function showsFindings({ status }: ScanStep): boolean {
  return status === 'COMPLETE' || status === 'ACTIVE' || status === 'SCAN_ELIGIBILITY_EXPIRED'
}

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html */
function inspectorFinding(
  world: InspectorContext,
  { repository, image }: ImageInRepository,
  record: ScanRecord,
  scripted: ScriptedFinding,
): Finding {
  const { name, description = name, severity, score, status = 'ACTIVE', exploit = false, epss } = scripted
  const { type, id, details } = resource(world, repository, image)
  const container = { imageHash: image.digest, registry: world.accountId, repositoryName: repository.name }
  return {
    findingArn: findingArn(world, repository, image, scripted),
    awsAccountId: world.accountId,
    type: 'PACKAGE_VULNERABILITY',
    description,
    title: titleOf(scripted),
    remediation: { recommendation: { text: 'None Provided' } },
    // ECR's word for what Inspector calls UNTRIAGED.
    severity: (severity === 'UNDEFINED' ? 'UNTRIAGED' : severity) as Severity,
    firstObservedAt: record.since,
    lastObservedAt: record.since,
    updatedAt: record.since,
    status,
    resources: [
      {
        type: type as 'AWS_ECR_CONTAINER_IMAGE',
        id,
        partition: 'aws',
        region: world.region,
        details: { awsEcrContainerImage: { ...details?.awsEcrContainerImage, ...container } },
      },
    ],
    ...(score !== undefined && { inspectorScore: score }),
    packageVulnerabilityDetails: vulnerability(scripted),
    fixAvailable: fixOf(scripted),
    exploitAvailable: exploit ? 'YES' : 'NO',
    ...(epss !== undefined && { epss: { score: epss } }),
  }
}
