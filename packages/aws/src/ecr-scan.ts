import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsCommandOutput,
  type ECRClient,
} from '@aws-sdk/client-ecr'
import { basicFinding } from './basic-finding.ts'
import { aboutRepository, isNamed } from './ecr-request.ts'
import { awsCall } from './error.ts'
import { toReported } from './package-vulnerability.ts'
import type { ReportedFinding } from './reported-finding.ts'

/** What DescribeImageScanFindings says of one image, all pages together. */
export type ScanAnswer =
  | { readonly kind: 'missing'; readonly what: 'scan' | 'image' }
  | {
      readonly kind: 'scan'
      readonly status: string
      readonly description: string
      /** Epoch milliseconds. */
      readonly completedAt?: number
      readonly findings: readonly ReportedFinding[]
    }

type Page = DescribeImageScanFindingsCommandOutput

export function readScan(
  client: ECRClient,
  repository: string,
  digest: string,
  signal?: AbortSignal,
): Promise<ScanAnswer> {
  const request = {
    ...aboutRepository('ecr:DescribeImageScanFindings', repository),
    // ECR user guide, "IAM permissions required for enhanced scanning".
    also: { when: 'with enhanced scanning', actions: ['inspector2:ListCoverage', 'inspector2:ListFindings'] },
  }
  const send = async (options: object): Promise<ScanAnswer> => {
    try {
      return answerOf(await readPages(client, repository, digest, options))
    } catch (error) {
      if (isNamed(error, 'ScanNotFoundException')) return { kind: 'missing', what: 'scan' }
      if (isNamed(error, 'ImageNotFoundException')) return { kind: 'missing', what: 'image' }
      throw error
    }
  }
  return awsCall(request, send, signal)
}

async function readPages(
  client: ECRClient,
  repositoryName: string,
  imageDigest: string,
  options: object,
): Promise<readonly Page[]> {
  const pages: Page[] = []
  let nextToken: string | undefined
  do {
    const token = nextToken === undefined ? {} : { nextToken }
    const input = { repositoryName, imageId: { imageDigest }, maxResults: 1000, ...token }
    const page = await client.send(new DescribeImageScanFindingsCommand(input), options)
    if (page.nextToken !== undefined && page.nextToken === nextToken)
      throw new Error('the pages of findings do not end')
    pages.push(page)
    nextToken = page.nextToken
  } while (nextToken !== undefined && nextToken !== '')
  return pages
}

/** The last page's status: it is the newest. */
function answerOf(pages: readonly Page[]): ScanAnswer {
  const last = pages.at(-1)
  const completedAt = last?.imageScanFindings?.imageScanCompletedAt?.getTime()
  return {
    kind: 'scan',
    status: last?.imageScanStatus?.status ?? '',
    description: last?.imageScanStatus?.description ?? '',
    ...(completedAt === undefined ? {} : { completedAt }),
    findings: pages.flatMap(({ imageScanFindings }) => [
      ...(imageScanFindings?.findings ?? []).map(basicFinding),
      ...(imageScanFindings?.enhancedFindings ?? []).map((one) =>
        toReported(one, 'ecr', one.scoreDetails?.cvss?.score ?? one.score),
      ),
    ]),
  }
}
