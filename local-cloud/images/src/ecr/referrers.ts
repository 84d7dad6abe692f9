import type { ImageStatus } from '@aws-sdk/client-ecr'
import { imageStatus } from './archive.ts'
import { parseManifest } from './manifest.ts'
import type { Repository } from './repository.ts'
import type { EcrContext } from './context.ts'

export interface Referrer {
  readonly digest: string
  readonly mediaType: string
  readonly artifactType: string | undefined
  /** Of the manifest. */
  readonly size: number
  readonly annotations: Readonly<Record<string, string>> | undefined
  readonly status: ImageStatus
}

/**
 * Manifests of a repository whose subject is the digest, oldest first; the digest need not be there.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers
 */
export function referrersOf(world: EcrContext, repository: Repository, digest: string): readonly Referrer[] {
  return [...repository.images.values()].flatMap((image): readonly Referrer[] => {
    const manifest = parseManifest(image.manifest)
    if (manifest?.subject !== digest) return []
    return [
      {
        digest: image.digest,
        mediaType: image.mediaType,
        artifactType: manifest.artifactMediaType,
        size: Buffer.byteLength(image.manifest),
        annotations: manifest.annotations,
        status: imageStatus(world, repository, image),
      },
    ]
  })
}
