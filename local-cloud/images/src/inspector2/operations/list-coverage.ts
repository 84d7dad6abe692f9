import type { CoveredResource, ListCoverageCommandInput, ListCoverageCommandOutput } from '@aws-sdk/client-inspector2'
import { imageArn } from '../../ecr/enhanced-finding.ts'
import { repositoryArn } from '../../ecr/find-repository.ts'
import { tagsOf, type Repository } from '../../ecr/repository.ts'
import { scanFrequency } from '../../ecr/scanning-configuration.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { coverageOf, type Coverage } from '../coverage.ts'
import { meets, readCriteria, type Criteria, type Facts } from '../filters.ts'
import { page } from '../page.ts'
import { scannedImages, type ImageInRepository } from '../scanned-images.ts'
import type { InspectorContext } from '../context.ts'

/** Criteria on what an image is, before its scan is looked at. */
const standing: readonly string[] = [
  'accountId',
  'resourceId',
  'resourceType',
  'scanType',
  'ecrRepositoryName',
  'ecrImageTags',
]
const known: readonly string[] = [...standing, 'scanStatusCode', 'scanStatusReason', 'lastScannedAt']

/** Repositories and images, with enhanced scanning only. */
export const listCoverage: Operation = operation<ListCoverageCommandInput, Answer<ListCoverageCommandOutput>>({
  page: 'https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListCoverage.html',
  accepts: ['maxResults', 'nextToken', 'filterCriteria'],
  returns: [
    'coveredResources[].resourceType',
    'coveredResources[].resourceId',
    'coveredResources[].accountId',
    'coveredResources[].scanType',
    'coveredResources[].scanStatus.statusCode',
    'coveredResources[].scanStatus.reason',
  ],
  async run(world, { maxResults, nextToken, filterCriteria }) {
    const criteria = readCriteria('ListCoverage', filterCriteria, known)
    const covered = [...coveredRepositories(world), ...(await coveredImages(world, criteria, nextToken === undefined))]
    const found = covered.filter((resource) => meets(factsOf(resource), criteria))
    const { items, ...rest } = page(found, { maxResults, nextToken }, 200)
    return { coveredResources: items, ...rest }
  },
})

function coveredRepositories(world: InspectorContext): readonly CoveredResource[] {
  if (world.ecr.scanning.scanType !== 'ENHANCED') return []
  return [...world.ecr.repositories.values()].map((repository) => {
    const manual = scanFrequency(world, repository).frequency === 'MANUAL'
    return {
      resourceType: 'AWS_ECR_REPOSITORY',
      resourceId: repositoryArn(world, repository.name),
      ...scanned(world, manual ? unwatched : { statusCode: 'ACTIVE', reason: 'SUCCESSFUL' }),
      resourceMetadata: { ecrRepository: repositoryMetadata(world, repository) },
    }
  })
}

const unwatched: Coverage = { statusCode: 'INACTIVE', reason: 'SCAN_FREQUENCY_MANUAL' }

/** Only the scans of images that are asked for are looked at, so that only their scripts go on. */
async function coveredImages(
  world: InspectorContext,
  criteria: Criteria,
  counts: boolean,
): Promise<readonly CoveredResource[]> {
  const asked = Object.fromEntries(Object.entries(criteria).filter(([name]) => standing.includes(name)))
  const covered: CoveredResource[] = []
  for (const found of scannedImages(world)) {
    const resource = imageResource(world, found)
    if (!meets(factsOf(resource), asked)) continue
    const coverage = await coverageOf(world, found, counts)
    if (coverage !== undefined) covered.push({ ...resource, ...scanned(world, coverage) })
  }
  return covered
}

function imageResource(world: InspectorContext, { repository, image }: ImageInRepository): CoveredResource {
  return {
    resourceType: 'AWS_ECR_CONTAINER_IMAGE',
    resourceId: imageArn(world, repository, image),
    accountId: world.accountId,
    scanType: 'PACKAGE',
    resourceMetadata: {
      ecrRepository: repositoryMetadata(world, repository),
      ecrImage: { tags: tagsOf(repository, image.digest) },
    },
  }
}

type Scanned = Pick<CoveredResource, 'accountId' | 'scanType' | 'scanStatus' | 'lastScannedAt'>

function scanned(world: InspectorContext, { statusCode, reason, lastScannedAt }: Coverage): Scanned {
  return {
    accountId: world.accountId,
    scanType: 'PACKAGE',
    scanStatus: { statusCode, reason },
    ...(lastScannedAt !== undefined && { lastScannedAt }),
  }
}

type RepositoryMetadata = NonNullable<NonNullable<CoveredResource['resourceMetadata']>['ecrRepository']>

function repositoryMetadata(world: InspectorContext, repository: Repository): RepositoryMetadata {
  return { name: repository.name, scanFrequency: scanFrequency(world, repository).frequency }
}

function factsOf(resource: CoveredResource): Facts {
  const { accountId, resourceId, resourceType, scanType, scanStatus, lastScannedAt, resourceMetadata } = resource
  return {
    accountId,
    resourceId,
    resourceType,
    scanType,
    scanStatusCode: scanStatus?.statusCode,
    scanStatusReason: scanStatus?.reason,
    lastScannedAt,
    ecrRepositoryName: resourceMetadata?.ecrRepository?.name,
    ecrImageTags: resourceMetadata?.ecrImage?.tags,
  }
}
