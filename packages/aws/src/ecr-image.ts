import { DescribeImagesCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { aboutRepository, absent } from './ecr-request.ts'
import { awsCall } from './error.ts'

export type ImageReference = { readonly tag: string } | { readonly digest: string }

export interface EcrImage {
  readonly digest: string
  /** All tags of the digest. */
  readonly tags: readonly string[]
  /** Epoch milliseconds; when the manifest was pushed first, not when it was tagged. */
  readonly pushedAt?: number
  readonly mediaType?: string
  /** `ACTIVE`, `ARCHIVED` or `ACTIVATING` */
  readonly status?: string
}

/**
 * `registryId`: the account of the registry; absent: the caller's own.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
 */
export function findImage(
  client: ECRClient,
  repository: string,
  { registryId, ...reference }: ImageReference & { readonly registryId?: string },
  signal?: AbortSignal,
): Promise<EcrImage | undefined> {
  const imageId = 'tag' in reference ? { imageTag: reference.tag } : { imageDigest: reference.digest }
  const registry = registryId === undefined ? {} : { registryId }
  const command = new DescribeImagesCommand({ ...registry, repositoryName: repository, imageIds: [imageId] })
  const send = async (options: object): Promise<EcrImage | undefined> => {
    const [found] = (await client.send(command, options).catch(absent))?.imageDetails ?? []
    if (found?.imageDigest === undefined) return undefined
    const { imageDigest: digest, imageTags: tags = [], imagePushedAt, imageManifestMediaType, imageStatus } = found
    return {
      digest,
      tags,
      ...(imagePushedAt === undefined ? {} : { pushedAt: imagePushedAt.getTime() }),
      ...(imageManifestMediaType === undefined ? {} : { mediaType: imageManifestMediaType }),
      ...(imageStatus === undefined ? {} : { status: imageStatus }),
    }
  }
  return awsCall(aboutRepository('ecr:DescribeImages', repository), send, signal)
}
