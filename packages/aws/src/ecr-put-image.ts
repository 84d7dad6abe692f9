import { PutImageCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { Failure } from '@slipway/outcome'
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
export function putImage(client: ECRClient, image: ImageToTag): Promise<PutOutcome> {
  const { repository, tag, digest, mediaType, manifest } = image
  if (tag === '') throw new Failure<AwsErrorCode>('AWS_ERROR', `ecr:PutImage of ${digest} without a tag`)
  return awsCall({ action: 'ecr:PutImage', on: `repository ${repository}` }, async () => {
    const command = new PutImageCommand({
      repositoryName: repository,
      imageTag: tag,
      imageDigest: digest,
      imageManifestMediaType: mediaType,
      imageManifest: manifest,
    })
    try {
      await client.send(command)
      return 'tagged'
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      if (name === 'ImageAlreadyExistsException') return 'already-there'
      if (name === 'ImageTagAlreadyExistsException') return 'tag-taken'
      throw error
    }
  })
}
