import { DescribeImagesCommand, type ECRClient } from '@aws-sdk/client-ecr'

/** Digests of every image the repository holds, tagged or not. */
export async function readDigests(ecr: ECRClient, repositoryName: string): Promise<readonly string[]> {
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName }))
  return imageDetails.map((image) => image.imageDigest ?? '')
}
