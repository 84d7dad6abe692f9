import type {
  EnhancedImageScanFinding,
  ImageScanFinding,
  ImageScanFindings,
  FindingSeverity,
} from '@aws-sdk/client-ecr'
import { isSettled } from './scan.ts'
import { repositoryArn, tagsOf, type Repository, type StoredImage } from './repository.ts'
import type { ScanRecord } from './scan-record.ts'
import type { ScanStep, ScriptedFinding } from './scan-script.ts'
import type { World } from '../world.ts'

export interface FindingsPage {
  readonly from: number
  readonly size: number
}

/**
 * One page of a step's findings. Enhanced scanning counts severities over the page only, basic scanning over all of them.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFindings.html
 */
export function imageScanFindings(
  world: World,
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
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1
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

function enhancedFinding(
  world: World,
  repository: Repository,
  image: StoredImage,
  record: ScanRecord,
  finding: ScriptedFinding,
): EnhancedImageScanFinding {
  const seenAt = record.since
  return {
    awsAccountId: world.accountId,
    findingArn: `arn:aws:inspector2:${world.region}:${world.accountId}:finding/${image.digest.slice(7, 19)}-${finding.name}-${finding.package ?? 'package'}`,
    title: `${finding.name} - ${finding.package ?? 'package'}`,
    description: finding.description ?? finding.name,
    type: 'PACKAGE_VULNERABILITY',
    status: 'ACTIVE',
    severity: finding.severity,
    ...(finding.score !== undefined && { score: finding.score }),
    firstObservedAt: seenAt,
    lastObservedAt: seenAt,
    updatedAt: seenAt,
    fixAvailable: finding.fixedIn === undefined ? 'NO' : 'YES',
    exploitAvailable: 'NO',
    remediation: { recommendation: { text: 'None Provided' } },
    packageVulnerabilityDetails: vulnerability(finding),
    resources: [resource(world, repository, image)],
  }
}

function vulnerability(finding: ScriptedFinding): NonNullable<EnhancedImageScanFinding['packageVulnerabilityDetails']> {
  return {
    vulnerabilityId: finding.name,
    source: 'NVD',
    sourceUrl: uriOf(finding),
    vendorSeverity: finding.severity,
    vulnerablePackages: [
      {
        name: finding.package ?? 'package',
        version: finding.version ?? '0',
        ...(finding.layer !== undefined && { sourceLayerHash: finding.layer }),
        ...(finding.fixedIn !== undefined && { fixedInVersion: finding.fixedIn }),
      },
    ],
  }
}

function resource(
  world: World,
  repository: Repository,
  image: StoredImage,
): NonNullable<EnhancedImageScanFinding['resources']>[number] {
  return {
    type: 'AWS_ECR_CONTAINER_IMAGE',
    id: `${repositoryArn(world, repository.name)}/${image.digest}`,
    details: {
      awsEcrContainerImage: {
        imageHash: image.digest,
        imageTags: tagsOf(repository, image.digest),
        pushedAt: image.pushedAt,
        registry: world.accountId,
        repositoryName: repository.name,
      },
    },
  }
}

function uriOf({ name, uri }: ScriptedFinding): string {
  return uri ?? `https://nvd.nist.gov/vuln/detail/${name}`
}
