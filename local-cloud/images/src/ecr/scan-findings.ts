import type { ImageScanFinding, ImageScanFindings, FindingSeverity } from '@aws-sdk/client-ecr'
import { enhancedFinding, uriOf } from './enhanced-finding.ts'
import { isSettled } from './scan.ts'
import type { Repository, StoredImage } from './repository.ts'
import type { ScanRecord } from './scan-record.ts'
import type { ScanStep, ScriptedFinding } from './scan-script.ts'
import type { EcrContext } from './context.ts'

export interface FindingsPage {
  readonly from: number
  readonly size: number
}

/**
 * One page of a step's findings. Enhanced scanning counts severities over the page only, basic scanning over all of them.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFindings.html
 */
export function imageScanFindings(
  world: EcrContext,
  repository: Repository,
  image: StoredImage,
  record: ScanRecord,
  step: ScanStep,
  { from, size }: FindingsPage,
): ImageScanFindings {
  const all = step.findings ?? []
  const page = all.slice(from, from + size)
  const enhanced = world.ecr.scanning.scanType === 'ENHANCED'
  const completedAt = isSettled(step) ? record.completedAt : undefined
  const findings = enhanced
    ? { enhancedFindings: page.map((finding) => enhancedFinding(world, repository, image, record, finding)) }
    : { findings: page.map(basicFinding) }
  if (completedAt === undefined) return findings
  return {
    imageScanCompletedAt: completedAt,
    vulnerabilitySourceUpdatedAt: completedAt,
    findingSeverityCounts: countSeverities(enhanced ? page : all),
    ...findings,
  }
}

function countSeverities(findings: readonly ScriptedFinding[]): Partial<Record<FindingSeverity, number>> {
  const counts: Record<string, number> = {}
  for (const { severity } of findings) {
    // Inspector's word for what ECR's counts know as UNDEFINED.
    const key = severity === 'UNTRIAGED' ? 'UNDEFINED' : severity
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

function basicFinding(finding: ScriptedFinding): ImageScanFinding {
  const attributes = [
    { key: 'package_name', value: finding.package },
    { key: 'package_version', value: finding.version },
    { key: 'CVSS3_SCORE', value: finding.score?.toFixed(1) },
  ]
  return {
    name: finding.name,
    uri: uriOf(finding),
    severity: finding.severity as FindingSeverity,
    ...(finding.description !== undefined && { description: finding.description }),
    attributes: attributes.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }])),
  }
}
