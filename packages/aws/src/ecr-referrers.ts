import { ListImageReferrersCommand, type ECRClient, type ImageReferrer } from '@aws-sdk/client-ecr'
import { aboutRepository, absent } from './ecr-request.ts'
import { awsCall } from './error.ts'

/** An artifact whose subject is an image: a verdict, a signature, an SBOM. */
export interface EcrReferrer {
  readonly digest: string
  readonly artifactType: string
  readonly annotations: Readonly<Record<string, string>>
  /** Bytes of its manifest. */
  readonly size: number
}

/**
 * All pages, of 50, which is the most; the SDK has no paginator of them. None where the image is not there.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html
 */
export function listReferrers(
  client: ECRClient,
  repository: string,
  subject: { readonly digest: string; readonly artifactType?: string | undefined },
  signal?: AbortSignal,
): Promise<readonly EcrReferrer[]> {
  // ListImageReferrers is no action of IAM's own: the caller needs this one.
  const request = { ...aboutRepository('ecr:BatchGetImage', repository), on: `repository ${repository} (referrers)` }
  const { digest, artifactType } = subject
  const filter = artifactType === undefined ? {} : { filter: { artifactTypes: [artifactType] } }
  const asked = { repositoryName: repository, subjectId: { imageDigest: digest }, maxResults: 50, ...filter }
  const send = async (options: object): Promise<readonly EcrReferrer[]> => {
    const found: EcrReferrer[] = []
    let nextToken: string | undefined
    do {
      const input = nextToken === undefined ? asked : { ...asked, nextToken }
      const page = await client.send(new ListImageReferrersCommand(input), options).catch(absent)
      if (page?.nextToken !== undefined && page.nextToken === nextToken)
        throw new Error('the pages of referrers do not end')
      found.push(...(page?.referrers ?? []).map(toReferrer))
      nextToken = page?.nextToken
    } while (nextToken !== undefined && nextToken !== '')
    return found
  }
  return awsCall(request, send, signal)
}

function toReferrer({ digest = '', artifactType = '', annotations = {}, size = 0 }: ImageReferrer): EcrReferrer {
  return { digest, artifactType, annotations, size }
}
