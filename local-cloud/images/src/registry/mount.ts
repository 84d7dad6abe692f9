import { holds, isActive } from '../ecr/archive.ts'
import type { Repository } from '../ecr/repository.ts'
import type { EcrContext } from '../ecr/context.ts'

/**
 * The size of a blob that another repository can lend, undefined where it cannot: blob mounting must be enabled, both
 * repositories encrypted alike, and an image of the other one must have the blob.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/blob-mounting.html
 */
export function mountable(
  world: EcrContext,
  into: Repository,
  digest: string,
  from: string | null,
): number | undefined {
  if (from === null || world.ecr.settings.get('BLOB_MOUNTING') !== 'ENABLED') return undefined
  const source = world.ecr.repositories.get(from)
  if (source === undefined || !isAlike(source, into)) return undefined
  const referenced = [...source.images.values()].some((image) => holds(image, digest) && isActive(world, source, image))
  return referenced ? source.layers.get(digest) : undefined
}

function isAlike({ encryption: one }: Repository, { encryption: other }: Repository): boolean {
  return one.encryptionType === other.encryptionType && one.kmsKey === other.kmsKey
}
