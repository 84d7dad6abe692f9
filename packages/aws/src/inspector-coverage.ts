import { ListCoverageCommand, type CoverageFilterCriteria, type Inspector2Client } from '@aws-sdk/client-inspector2'
import { awsCall } from './error.ts'

/** Where Inspector stands with one image. */
export interface Coverage {
  /** `ACTIVE` or `INACTIVE` */
  readonly status: string
  /** e.g. `SUCCESSFUL`, `PENDING_INITIAL_SCAN`, `UNSUPPORTED_OS` */
  readonly reason: string
  /** Epoch milliseconds. */
  readonly lastScannedAt?: number
}

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListCoverage.html */
export function readCoverage(
  client: Inspector2Client,
  repository: string,
  digest: string,
  signal?: AbortSignal,
): Promise<Coverage | undefined> {
  const request = { action: 'inspector2:ListCoverage', on: `repository ${repository}`, resource: '*' }
  const filterCriteria = criteria(repository, digest)
  const send = async (options: object): Promise<Coverage | undefined> => {
    let nextToken: string | undefined
    do {
      const token = nextToken === undefined ? {} : { nextToken }
      const page = await client.send(new ListCoverageCommand({ filterCriteria, maxResults: 200, ...token }), options)
      const found = page.coveredResources?.find(({ resourceId }) => resourceId?.endsWith(`/${digest}`))
      if (found !== undefined) {
        const { scanStatus, lastScannedAt } = found
        const scanned = lastScannedAt === undefined ? {} : { lastScannedAt: lastScannedAt.getTime() }
        return { status: scanStatus?.statusCode ?? '', reason: scanStatus?.reason ?? '', ...scanned }
      }
      if (page.nextToken !== undefined && page.nextToken === nextToken)
        throw new Error('the pages of coverage do not end')
      nextToken = page.nextToken
    } while (nextToken !== undefined && nextToken !== '')
    return undefined
  }
  return awsCall(request, send, signal)
}

/** An image's resource is `REPOSITORY-ARN/DIGEST`; by the name alone, the images of the repository are walked. */
function criteria(repository: string, digest: string): CoverageFilterCriteria {
  const resourceType = [{ comparison: 'EQUALS' as const, value: 'AWS_ECR_CONTAINER_IMAGE' }]
  const equals = (value: string): CoverageFilterCriteria['resourceId'] => [{ comparison: 'EQUALS', value }]
  return repository.startsWith('arn:')
    ? { resourceType, resourceId: equals(`${repository}/${digest}`) }
    : { resourceType, ecrRepositoryName: equals(repository) }
}
