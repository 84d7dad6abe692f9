import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { isActive, restored } from './archive.ts'
import { digestOf, parseManifest, type Manifest } from './manifest.ts'
import { invalidParameter, tagsOf, type Repository, type StoredImage } from './repository.ts'
import { scanOnPush } from './scan.ts'
import { isImmutable } from './tag-mutability.ts'
import type { EcrContext } from './context.ts'

export interface NewImage {
  readonly manifest: string
  /** Needed where the manifest does not say it. */
  readonly mediaType?: string | undefined
  readonly tag?: string | undefined
  /** Where given, the manifest must have it. */
  readonly digest?: string | undefined
}

/** Quotas: images per repository, tags per image. https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
const imagesPerRepository = 100_000
const tagsPerImage = 1000
const manifestCharacters = 4_194_304

/**
 * Puts a manifest under its digest, and under a tag where one is given: the one way in, for PutImage and for the registry.
 * Refuses with the exceptions of PutImage.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html
 */
export function storeImage(world: EcrContext, repository: Repository, image: NewImage): StoredImage {
  const { manifest, mediaType } = readManifest(image)
  const digest = digestOf(image.manifest)
  if (image.digest !== undefined && image.digest !== digest) {
    throw new AwsError(
      'ImageDigestDoesNotMatchException',
      `The provided image digest '${image.digest}' does not match the digest '${digest}' that ECR calculated`,
    )
  }
  if (image.tag !== undefined) refuseTag(repository, image.tag, digest)
  const existing = repository.images.get(digest)
  // Pushed again, an archived image is back at once.
  const archived = existing !== undefined && !isActive(world, repository, existing)
  if (existing !== undefined && !archived) refuseSame(world, repository, digest, image.tag)
  refuseIncomplete(world, repository, manifest)
  refuseTooMany(repository, digest, image.tag)
  const stored = existing ?? { digest, manifest: image.manifest, mediaType, pushedAt: world.clock.now() }
  repository.images.set(digest, stored)
  if (image.tag !== undefined) {
    repository.tags.set(image.tag, digest)
    world.timeline.record({ kind: 'tag', repository: repository.name, tag: image.tag, digest })
  }
  if (archived) restored(world, repository, stored)
  else if (existing === undefined) scanOnPush(world, repository, stored)
  return stored
}

function readManifest(image: NewImage): { manifest: Manifest; mediaType: string } {
  if (image.manifest.length === 0 || image.manifest.length > manifestCharacters) {
    throw invalidParameter(`'imageManifest' failed to satisfy constraint: 1 to ${manifestCharacters} characters`)
  }
  const manifest = parseManifest(image.manifest)
  if (manifest === undefined)
    throw invalidParameter("'imageManifest' failed to satisfy constraint: 'Invalid JSON syntax'")
  const mediaType = image.mediaType ?? manifest.mediaType
  if (mediaType === undefined) {
    throw invalidParameter("'imageManifestMediaType': the manifest has no mediaType, so it must be given")
  }
  if (manifest.mediaType !== undefined && manifest.mediaType !== mediaType) {
    throw invalidParameter(`'imageManifestMediaType': '${mediaType}' is not the manifest's own '${manifest.mediaType}'`)
  }
  return { manifest, mediaType }
}

function refuseTag(repository: Repository, tag: string, digest: string): void {
  if (!/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/.test(tag)) {
    throw invalidParameter(`'imageTag' failed to satisfy constraint: '${tag}' is not a tag`)
  }
  const held = repository.tags.get(tag)
  if (held === undefined || held === digest || !isImmutable(repository, tag)) return
  throw new AwsError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`,
  )
}

function refuseSame(world: EcrContext, repository: Repository, digest: string, tag: string | undefined): void {
  if (tag !== undefined && repository.tags.get(tag) !== digest) return
  const named = tag === undefined ? `digest '${digest}'` : `digest '${digest}' and tag '${tag}'`
  throw new AwsError(
    'ImageAlreadyExistsException',
    `Image with ${named} already exists in the repository with name '${repository.name}' in registry with id '${world.accountId}'`,
  )
}

function refuseIncomplete(world: EcrContext, repository: Repository, manifest: Manifest): void {
  const place = `required for pushing image into repository with name '${repository.name}' in the registry with id '${world.accountId}' do not exist`
  const blobs = [...(manifest.config === undefined ? [] : [manifest.config]), ...manifest.layers]
  // Foreign layers are fetched from elsewhere and never uploaded.
  const needed = blobs
    .filter(({ mediaType }) => !/foreign|nondistributable/.test(mediaType))
    .map(({ digest }) => digest)
  const layers = needed.filter((digest) => !repository.layers.has(digest))
  if (layers.length > 0) {
    throw new AwsError('LayersNotFoundException', `Layers with digests '[${layers.join(', ')}]' ${place}`)
  }
  const images = manifest.children.map(({ digest }) => digest).filter((digest) => !repository.images.has(digest))
  if (images.length > 0) {
    throw new AwsError('ReferencedImagesNotFoundException', `Images with digests '[${images.join(', ')}]' ${place}`)
  }
}

function refuseTooMany(repository: Repository, digest: string, tag: string | undefined): void {
  if (!repository.images.has(digest) && repository.images.size >= imagesPerRepository) {
    throw new AwsError(
      'LimitExceededException',
      `The repository '${repository.name}' has ${imagesPerRepository} images`,
    )
  }
  if (tag !== undefined && tagsOf(repository, digest).length >= tagsPerImage) {
    throw new AwsError('LimitExceededException', `The image '${digest}' has ${tagsPerImage} tags`)
  }
}
