import { BatchCheckLayerAvailabilityCommand, type ECRClient } from '@aws-sdk/client-ecr'
import { aboutRepository, absent } from './ecr-request.ts'
import { awsCall } from './error.ts'

/** Digests of one request, as the API allows. */
const batch = 100

/**
 * Which of these blobs the repository holds. An archived one is not there: it cannot be fetched, and is to be pushed.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html
 */
export async function blobsThere(
  client: ECRClient,
  repository: string,
  digests: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(digests)]
  const batches = Array.from({ length: Math.ceil(wanted.length / batch) }, (_, i) =>
    wanted.slice(i * batch, (i + 1) * batch),
  )
  const there = new Set<string>()
  for (const layerDigests of batches) {
    const command = new BatchCheckLayerAvailabilityCommand({ repositoryName: repository, layerDigests })
    const request = aboutRepository('ecr:BatchCheckLayerAvailability', repository)
    const answer = await awsCall(request, (options) => client.send(command, options).catch(absent), signal)
    for (const { layerDigest, layerAvailability } of answer?.layers ?? [])
      if (layerDigest !== undefined && layerAvailability === 'AVAILABLE') there.add(layerDigest)
  }
  return there
}
