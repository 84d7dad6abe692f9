import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsCommandOutput,
  type ECRClient,
  type EnhancedImageScanFinding,
  type ImageScanFinding,
} from '@aws-sdk/client-ecr'
import { awsCall } from './error.ts'

/** One finding, of basic or enhanced scanning, in one shape. */
export interface ReportedFinding {
  /** The same in every answer about the same finding. */
  readonly id: string
  readonly vulnerability: string
  /** ECR's or Inspector's own word. */
  readonly severity: string
  /** `ACTIVE`, `SUPPRESSED` or `CLOSED`; enhanced only. */
  readonly status?: string
  readonly packages: readonly { readonly name: string; readonly version: string; readonly fixedIn?: string }[]
  readonly uri?: string
}

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

export function readScan(client: ECRClient, repository: string, digest: string): Promise<ScanAnswer> {
  const request = {
    action: 'ecr:DescribeImageScanFindings',
    on: `repository ${repository}`,
    // ECR user guide, "IAM permissions required for enhanced scanning".
    also: 'with enhanced scanning inspector2:ListCoverage and inspector2:ListFindings too',
  }
  return awsCall(request, async () => {
    try {
      return answerOf(await readPages(client, repository, digest))
    } catch (error) {
      if (error instanceof Error && error.name === 'ScanNotFoundException') return { kind: 'missing', what: 'scan' }
      if (error instanceof Error && error.name === 'ImageNotFoundException') return { kind: 'missing', what: 'image' }
      throw error
    }
  })
}

async function readPages(client: ECRClient, repositoryName: string, imageDigest: string): Promise<readonly Page[]> {
  const pages: Page[] = []
  let nextToken: string | undefined
  do {
    const token = nextToken === undefined ? {} : { nextToken }
    const input = { repositoryName, imageId: { imageDigest }, maxResults: 1000, ...token }
    const page = await client.send(new DescribeImageScanFindingsCommand(input))
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
      ...(imageScanFindings?.enhancedFindings ?? []).map(enhancedFinding),
    ]),
  }
}

function basicFinding({ name = '', severity, uri, attributes = [] }: ImageScanFinding): ReportedFinding {
  const attribute = (key: string): string => attributes.find((one) => one.key === key)?.value ?? ''
  const found = { name: attribute('package_name'), version: attribute('package_version') }
  return {
    id: JSON.stringify([name, found.name, found.version]),
    vulnerability: name,
    severity: severity ?? '',
    packages: found.name === '' ? [] : [found],
    ...(uri === undefined ? {} : { uri }),
  }
}

function enhancedFinding(finding: EnhancedImageScanFinding): ReportedFinding {
  const { findingArn, title = '', severity = '', status, packageVulnerabilityDetails: details } = finding
  const packages = (details?.vulnerablePackages ?? []).map(({ name = '', version = '', fixedInVersion }) => ({
    name,
    version,
    ...(fixedInVersion === undefined ? {} : { fixedIn: fixedInVersion }),
  }))
  const vulnerability = details?.vulnerabilityId ?? title
  const uri = details?.sourceUrl
  return {
    id: findingArn ?? JSON.stringify([vulnerability, packages]),
    vulnerability,
    severity,
    packages,
    ...(status === undefined ? {} : { status }),
    ...(uri === undefined ? {} : { uri }),
  }
}
