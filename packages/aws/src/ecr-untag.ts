import { BatchDeleteImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { findImage } from './ecr-image.ts'
import { imageFailure } from './ecr-image-failure.ts'
import { aboutRepository, absent } from './ecr-request.ts'
import { awsCall } from './error.ts'

/**
 * `last-tag`: nothing was asked, because ECR deletes an image together with its last tag;
 * `referenced`: ECR refused, because an index refers to the image.
 */
export type UntagOutcome = 'untagged' | 'not-there' | 'last-tag' | 'referenced'

/**
 * Takes one tag away, and never the image.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html
 */
export async function untag(
  client: ECRClient,
  repository: string,
  tag: string,
  signal?: AbortSignal,
): Promise<UntagOutcome> {
  const image = await findImage(client, repository, { tag }, signal)
  if (image === undefined) return 'not-there'
  if (image.tags.every((one) => one === tag)) return 'last-tag'
  const request = aboutRepository('ecr:BatchDeleteImage', repository)
  const send = async (options: object): Promise<UntagOutcome> => {
    const command = new BatchDeleteImageCommand({ repositoryName: repository, imageIds: [{ imageTag: tag }] })
    const [failure] = (await client.send(command, options).catch(absent))?.failures ?? []
    if (failure === undefined) return 'untagged'
    if (failure.failureCode === 'ImageNotFound') return 'not-there'
    if (failure.failureCode === 'ImageReferencedByManifestList') return 'referenced'
    throw imageFailure(request, failure)
  }
  return awsCall(request, send, signal)
}
