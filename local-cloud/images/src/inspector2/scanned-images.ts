import { isIndex } from '../ecr/manifest.ts'
import type { Repository, StoredImage } from '../ecr/repository.ts'
import type { InspectorContext } from './context.ts'

export interface ImageInRepository {
  readonly repository: Repository
  readonly image: StoredImage
}

/** What Inspector looks at: with basic scanning nothing, an index never. */
export function scannedImages(world: InspectorContext): readonly ImageInRepository[] {
  if (world.ecr.scanning.scanType !== 'ENHANCED') return []
  return [...world.ecr.repositories.values()].flatMap((repository) =>
    [...repository.images.values()]
      .filter(({ mediaType }) => !isIndex(mediaType))
      .map((image) => ({ repository, image })),
  )
}
