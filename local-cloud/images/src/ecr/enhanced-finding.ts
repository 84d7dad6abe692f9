import { createHash } from 'node:crypto'
import type { EnhancedImageScanFinding } from '@aws-sdk/client-ecr'
import type { FixAvailable, PackageVulnerabilityDetails, VulnerablePackage } from '@aws-sdk/client-inspector2'
import { repositoryArn } from './find-repository.ts'
import { tagsOf, type Repository, type StoredImage } from './repository.ts'
import type { ScanRecord } from './scan-record.ts'
import type { ScriptedFinding, ScriptedPackage } from './scan-script.ts'
import type { EcrContext } from './context.ts'

/**
 * A finding as ECR shows it with enhanced scanning: Inspector's, without EPSS and KEV.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EnhancedImageScanFinding.html
 */
export function enhancedFinding(
  world: EcrContext,
  repository: Repository,
  image: StoredImage,
  record: ScanRecord,
  finding: ScriptedFinding,
): EnhancedImageScanFinding {
  const seenAt = record.since
  return {
    awsAccountId: world.accountId,
    findingArn: findingArn(world, repository, image, finding),
    title: titleOf(finding),
    description: finding.description ?? finding.name,
    type: 'PACKAGE_VULNERABILITY',
    status: finding.status ?? 'ACTIVE',
    severity: finding.severity,
    ...(finding.score !== undefined && { score: finding.score }),
    firstObservedAt: seenAt,
    lastObservedAt: seenAt,
    updatedAt: seenAt,
    fixAvailable: fixOf(finding),
    exploitAvailable: finding.exploit === true ? 'YES' : 'NO',
    remediation: { recommendation: { text: 'None Provided' } },
    packageVulnerabilityDetails: vulnerability(finding),
    resources: [resource(world, repository, image)],
  }
}

/** One for each name, package and version in each image of each repository. */
export function findingArn(
  { region, accountId }: EcrContext,
  repository: Repository,
  { digest }: StoredImage,
  { name, package: packageName, version }: ScriptedFinding,
): string {
  const identity = JSON.stringify([repository.name, digest, name, packageName, version])
  return `arn:aws:inspector2:${region}:${accountId}:finding/${createHash('md5').update(identity).digest('hex')}`
}

export function titleOf({ name, package: packageName = 'package' }: ScriptedFinding): string {
  return `${name} - ${packageName}`
}

export function uriOf({ name, uri }: ScriptedFinding): string {
  return uri ?? `https://nvd.nist.gov/vuln/detail/${name}`
}

export function fixOf({ fix, fixedIn }: ScriptedFinding): FixAvailable {
  return fix ?? (fixedIn === undefined ? 'NO' : 'YES')
}

/** The same in ECR and in Inspector. */
export function vulnerability(finding: ScriptedFinding): PackageVulnerabilityDetails {
  const { name, severity, score, vector, related = [] } = finding
  const { package: packageName = 'package', version = '0', more = [] } = finding
  return {
    vulnerabilityId: name,
    source: 'NVD',
    sourceUrl: uriOf(finding),
    vendorSeverity: severity,
    ...(score !== undefined &&
      vector !== undefined && { cvss: [{ baseScore: score, scoringVector: vector, version: '3.1', source: 'NVD' }] }),
    ...(related.length > 0 && { relatedVulnerabilities: [...related] }),
    vulnerablePackages: [{ ...finding, name: packageName, version }, ...more].map(vulnerablePackage),
  }
}

function vulnerablePackage({ name, version, layer, fixedIn, manager, path }: ScriptedPackage): VulnerablePackage {
  return {
    name,
    version,
    ...(layer !== undefined && { sourceLayerHash: layer }),
    ...(manager !== undefined && { packageManager: manager }),
    ...(path !== undefined && { filePath: path }),
    ...(fixedIn !== undefined && { fixedInVersion: fixedIn }),
  }
}

/** What Inspector and ECR call an image's ARN. */
export function imageArn(world: EcrContext, repository: Repository, { digest }: StoredImage): string {
  return `${repositoryArn(world, repository.name)}/${digest}`
}

export type ImageResource = NonNullable<EnhancedImageScanFinding['resources']>[number]

export function resource(world: EcrContext, repository: Repository, image: StoredImage): ImageResource {
  return {
    type: 'AWS_ECR_CONTAINER_IMAGE',
    id: imageArn(world, repository, image),
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
