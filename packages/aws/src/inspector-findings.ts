import { ListFindingsCommand, type Finding, type Inspector2Client } from '@aws-sdk/client-inspector2'
import { awsCall } from './error.ts'
import { toReported } from './package-vulnerability.ts'
import type { ReportedFinding } from './reported-finding.ts'

/** https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html */
export function listFindings(
  client: Inspector2Client,
  repository: string,
  digest: string,
  signal?: AbortSignal,
): Promise<readonly ReportedFinding[]> {
  const request = { action: 'inspector2:ListFindings', on: `repository ${repository}`, resource: '*' }
  const equals = (value: string) => [{ comparison: 'EQUALS' as const, value }]
  const name = repository.replace(/^arn:.*?:repository\//, '')
  const filterCriteria = { ecrImageHash: equals(digest), ecrImageRepositoryName: equals(name) }
  const send = async (options: object): Promise<readonly ReportedFinding[]> => {
    const found: Finding[] = []
    let nextToken: string | undefined
    do {
      const token = nextToken === undefined ? {} : { nextToken }
      const page = await client.send(new ListFindingsCommand({ filterCriteria, maxResults: 100, ...token }), options)
      if (page.nextToken !== undefined && page.nextToken === nextToken)
        throw new Error('the pages of findings do not end')
      found.push(...(page.findings ?? []))
      nextToken = page.nextToken
    } while (nextToken !== undefined && nextToken !== '')
    return found.map(toFinding)
  }
  return awsCall(request, send, signal)
}

function toFinding(finding: Finding): ReportedFinding {
  const { epss, inspectorScore, inspectorScoreDetails } = finding
  const score = inspectorScoreDetails?.adjustedCvss?.score ?? inspectorScore
  return {
    ...toReported(finding, 'inspector', score),
    ...(epss?.score === undefined ? {} : { epss: epss.score }),
  }
}
