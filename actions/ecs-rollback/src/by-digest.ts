import type { ServiceRevision } from '@slipway/aws/ecs'

/** By container, the images that a revision's definition names by tag, as it resolved them: `repository@digest`. */
export function byDigest({ images }: ServiceRevision): ReadonlyMap<string, string> {
  return new Map(
    images.flatMap(({ container, image, digest }) =>
      digest === undefined || image.includes('@') ? [] : [[container, `${withoutTag(image)}@${digest}`] as const],
    ),
  )
}

/** The colon of a port comes before a slash: `registry:5000/app:v1`. */
function withoutTag(image: string): string {
  return image.replace(/:[^:/]+$/, '')
}
