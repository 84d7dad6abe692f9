import { PutImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { Failure } from '@slipway/outcome'
import { aboutRepository, isNamed } from './ecr-request.ts'
import { awsCall, type AwsErrorCode } from './error.ts'

export interface ImageToTag {
  readonly repository: string
  readonly tag: string
  readonly digest: string
  readonly mediaType: string
  /** The exact manifest, byte for byte. */
  readonly manifest: string
}

/** `tag-taken`: the repository is immutable and the tag is on some digest already. */
export type PutOutcome = 'tagged' | 'already-there' | 'tag-taken'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
export function putImage(client: ECRClient, image: ImageToTag, signal?: AbortSignal): Promise<PutOutcome> {
  const { repository, tag, digest, mediaType, manifest } = image
  if (tag === '') throw new Failure<AwsErrorCode>('AWS_ERROR', `ecr:PutImage of ${digest} without a tag`)
  const command = new PutImageCommand({
    repositoryName: repository,
    imageTag: tag,
    imageDigest: digest,
    imageManifestMediaType: mediaType,
    imageManifest: manifest,
  })
  const send = async (options: object): Promise<PutOutcome> => {
    try {
      await client.send(command, options)
      return 'tagged'
    } catch (error) {
      if (isNamed(error, 'ImageAlreadyExistsException')) return 'already-there'
      if (isNamed(error, 'ImageTagAlreadyExistsException')) return 'tag-taken'
      throw error
    }
  }
  return awsCall(aboutRepository('ecr:PutImage', repository), send, signal)
}
