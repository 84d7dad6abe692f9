import type { Finding, ListFindingsCommandInput, ListFindingsCommandOutput } from '@aws-sdk/client-inspector2'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { meets, readCriteria, type Facts } from '../filters.ts'
import { findingsOf } from '../findings.ts'
import { page } from '../page.ts'
import { scannedImages } from '../scanned-images.ts'

const known: readonly string[] = [
  'findingArn',
  'awsAccountId',
  'findingType',
  'severity',
  'findingStatus',
  'title',
  'inspectorScore',
  'resourceType',
  'resourceId',
  'firstObservedAt',
  'lastObservedAt',
  'updatedAt',
  'ecrImagePushedAt',
  'ecrImageRegistry',
  'ecrImageRepositoryName',
  'ecrImageTags',
  'ecrImageHash',
  'vulnerabilityId',
  'vulnerabilitySource',
  'vendorSeverity',
  'relatedVulnerabilities',
  'fixAvailable',
  'exploitAvailable',
  'epssScore',
]

export const listFindings: Operation = operation<ListFindingsCommandInput, Answer<ListFindingsCommandOutput>>({
  page: 'https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html',
  accepts: ['maxResults', 'nextToken', 'filterCriteria'],
  returns: [
    'findings[].findingArn',
    'findings[].awsAccountId',
    'findings[].type',
    'findings[].description',
    'findings[].remediation',
    'findings[].severity',
    'findings[].firstObservedAt',
    'findings[].lastObservedAt',
    'findings[].status',
    'findings[].resources[].id',
  ],
  async run(world, { maxResults, nextToken, filterCriteria }) {
    const criteria = readCriteria('ListFindings', filterCriteria, known)
    const all = (await Promise.all(scannedImages(world).map((image) => findingsOf(world, image)))).flat()
    const found = all.filter(({ finding }) => meets(factsOf(finding), criteria))
    const sizes = found.flatMap(({ pageSize }) => pageSize ?? [])
    const asked = sizes.length === 0 ? maxResults : Math.min(...sizes, maxResults ?? 100)
    const { items, ...rest } = page(found, { maxResults: asked, nextToken }, 100)
    return { findings: items.map(({ finding }) => finding), ...rest }
  },
})

function factsOf(finding: Finding): Facts {
  const [resource] = finding.resources ?? []
  const image = resource?.details?.awsEcrContainerImage
  const details = finding.packageVulnerabilityDetails
  return {
    ...pick(finding),
    findingType: finding.type,
    findingStatus: finding.status,
    resourceType: resource?.type,
    resourceId: resource?.id,
    ecrImagePushedAt: image?.pushedAt,
    ecrImageRegistry: image?.registry,
    ecrImageRepositoryName: image?.repositoryName,
    ecrImageTags: image?.imageTags,
    ecrImageHash: image?.imageHash,
    vulnerabilityId: details?.vulnerabilityId,
    vulnerabilitySource: details?.source,
    vendorSeverity: details?.vendorSeverity,
    relatedVulnerabilities: details?.relatedVulnerabilities,
    epssScore: finding.epss?.score,
  }
}

/** Criteria that have the name of the finding's own member. */
function pick(finding: Finding): Facts {
  const { findingArn, awsAccountId, severity, title, inspectorScore, fixAvailable, exploitAvailable } = finding
  const { firstObservedAt, lastObservedAt, updatedAt } = finding
  return {
    findingArn,
    awsAccountId,
    severity,
    title,
    inspectorScore,
    fixAvailable,
    exploitAvailable,
    firstObservedAt,
    lastObservedAt,
    updatedAt,
  }
}
