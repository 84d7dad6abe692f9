import type { ServiceRevision } from '@slipway/aws/ecs'
import { repositoryOf } from '@slipway/task-definition'

/** By container, the images that a revision's definition names by tag, as it resolved them: `repository@digest`. */
export function byDigest({ images }: ServiceRevision): ReadonlyMap<string, string> {
  return new Map(
    images.flatMap(({ container, image, digest }) =>
      digest === undefined || image.includes('@') ? [] : [[container, `${repositoryOf(image)}@${digest}`] as const],
    ),
  )
}
