import type { ImageStatus } from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { parseManifest } from './manifest.ts'
import { scanOnPush } from './scan.ts'
import type { Repository, StoredImage } from './repository.ts'
import type { EcrContext } from './context.ts'

/** ECR says up to 20 minutes. https://docs.aws.amazon.com/AmazonECR/latest/userguide/restore-image.html */
const restoreMs = 5 * 60 * 1000

/** Where an image is; takes note of a restore that has ended meanwhile. */
export function imageStatus(world: EcrContext, repository: Repository, image: StoredImage): ImageStatus {
  if (image.archivedAt === undefined) return 'ACTIVE'
  if (image.restoringSince === undefined) return 'ARCHIVED'
  if (world.clock.since(image.restoringSince) < restoreMs) return 'ACTIVATING'
  restored(world, repository, image)
  return 'ACTIVE'
}

export function isActive(world: EcrContext, repository: Repository, image: StoredImage): boolean {
  return imageStatus(world, repository, image) === 'ACTIVE'
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html */
export function archive(world: EcrContext, repository: Repository, image: StoredImage): void {
  if (!isActive(world, repository, image)) throw notSupported(image, 'ARCHIVE')
  image.archivedAt = world.clock.now()
  image.lastArchivedAt = image.archivedAt
  repository.scans.delete(image.digest)
}

export function restore(world: EcrContext, repository: Repository, image: StoredImage): void {
  if (imageStatus(world, repository, image) !== 'ARCHIVED') throw notSupported(image, 'STANDARD')
  image.restoringSince = world.clock.now()
}

/** A restored image is scanned as a new one; what was found before it went to the archive is gone. */
export function restored(world: EcrContext, repository: Repository, image: StoredImage): void {
  delete image.archivedAt
  delete image.restoringSince
  image.lastActivatedAt = world.clock.now()
  scanOnPush(world, repository, image)
}

/** A layer is in the archive when every image that has it is. */
export function isArchivedLayer(world: EcrContext, repository: Repository, digest: string): boolean {
  const images = [...repository.images.values()]
  // Manifests are read only where something is in the archive at all.
  if (!images.some((image) => !isActive(world, repository, image))) return false
  const holders = images.filter((image) => holds(image, digest))
  return holders.length > 0 && !holders.some((image) => isActive(world, repository, image))
}

/** Whether an image's manifest names the blob, as config or as layer. */
export function holds(image: StoredImage, digest: string): boolean {
  const manifest = parseManifest(image.manifest)
  return manifest?.config?.digest === digest || manifest?.layers.some((layer) => layer.digest === digest) === true
}

function notSupported({ digest }: StoredImage, storageClass: string): AwsError {
  return new AwsError(
    'ImageStorageClassUpdateNotSupportedException',
    `The image '${digest}' cannot be moved to the storage class ${storageClass}`,
  )
}
