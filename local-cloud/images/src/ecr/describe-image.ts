import type { Image, ImageDetail } from '@aws-sdk/client-ecr'
import { imageStatus } from './archive.ts'
import { parseManifest } from './manifest.ts'
import { tagsOf, type Repository, type StoredImage } from './repository.ts'
import type { EcrContext } from './context.ts'

/** With its manifest, as PutImage and BatchGetImage show it; the tag is the one that was asked for. */
export function describeImage(world: EcrContext, repository: Repository, image: StoredImage, tag?: string): Image {
  return {
    registryId: world.accountId,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, ...(tag !== undefined && { imageTag: tag }) },
    imageManifest: image.manifest,
    imageManifestMediaType: image.mediaType,
  }
}

/**
 * As DescribeImages shows it. imageScanStatus and imageScanFindingsSummary stay away: neither today's basic scanning
 * nor enhanced scanning fills them, DescribeImageScanFindings is the place to look.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html
 */
export function describeImageDetail(world: EcrContext, repository: Repository, image: StoredImage): ImageDetail {
  const manifest = parseManifest(image.manifest)
  const tags = tagsOf(repository, image.digest)
  return {
    registryId: world.accountId,
    repositoryName: repository.name,
    imageDigest: image.digest,
    ...(tags.length > 0 && { imageTags: tags }),
    imageSizeInBytes: sizeOf(repository, image),
    imagePushedAt: image.pushedAt,
    imageManifestMediaType: image.mediaType,
    ...(manifest?.artifactMediaType !== undefined && { artifactMediaType: manifest.artifactMediaType }),
    ...(image.lastPulledAt !== undefined && { lastRecordedPullTime: image.lastPulledAt }),
    ...(manifest?.subject !== undefined && { subjectManifestDigest: manifest.subject }),
    imageStatus: imageStatus(world, repository, image),
    ...(image.lastArchivedAt !== undefined && { lastArchivedAt: image.lastArchivedAt }),
    ...(image.lastActivatedAt !== undefined && { lastActivatedAt: image.lastActivatedAt }),
  }
}

/** Compressed layers and config; of an index, its largest child. */
function sizeOf(repository: Repository, image: StoredImage): number {
  const manifest = parseManifest(image.manifest)
  const blobs = [...(manifest?.config === undefined ? [] : [manifest.config]), ...(manifest?.layers ?? [])]
  const own = blobs.reduce((sum, { digest, size }) => sum + (repository.layers.get(digest) ?? size), 0)
  const children = (manifest?.children ?? []).flatMap(({ digest }) => repository.images.get(digest) ?? [])
  return Math.max(own, ...children.map((child) => sizeOf(repository, child)))
}
