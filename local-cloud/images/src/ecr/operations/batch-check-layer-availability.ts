import type {
  BatchCheckLayerAvailabilityCommandInput,
  BatchCheckLayerAvailabilityCommandOutput,
  Layer,
  LayerFailure,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { isDigest } from '../../registry/blob-store.ts'
import { isArchivedLayer } from '../archive.ts'
import { findRepository } from '../find-repository.ts'

export const batchCheckLayerAvailability: Operation = operation<
  BatchCheckLayerAvailabilityCommandInput,
  Answer<BatchCheckLayerAvailabilityCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html',
  accepts: ['registryId', 'repositoryName', 'layerDigests'],
  returns: [
    'layers[].layerDigest',
    'layers[].layerAvailability',
    'failures[].layerDigest',
    'failures[].failureCode',
    'failures[].failureReason',
  ],
  run(world, { registryId, repositoryName, layerDigests = [] }) {
    const repository = findRepository(world, repositoryName, registryId)
    const layers: Layer[] = []
    const failures: LayerFailure[] = []
    for (const layerDigest of layerDigests) {
      const layerSize = repository.layers.get(layerDigest)
      if (!isDigest(layerDigest)) {
        const failureReason = `Invalid layer digest: '${layerDigest}'`
        failures.push({ layerDigest, failureCode: 'InvalidLayerDigest', failureReason })
      } else if (layerSize === undefined) {
        layers.push({ layerDigest, layerAvailability: 'UNAVAILABLE' })
      } else {
        const layerAvailability = isArchivedLayer(world, repository, layerDigest) ? 'ARCHIVED' : 'AVAILABLE'
        layers.push({ layerDigest, layerAvailability, layerSize })
      }
    }
    return { layers, failures }
  },
})
