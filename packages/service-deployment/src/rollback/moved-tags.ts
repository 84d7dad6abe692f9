import type { ServiceRevision } from '@slipway/aws/ecs'

/**
 * Images that the target's definition names by a tag which has come to mean another image, one text each. `known` are the
 * service's revisions, newest first: the newest that named the tag tells what it means. Where ECS does not say a digest,
 * nothing is concluded.
 */
export function movedTags(target: ServiceRevision, known: readonly ServiceRevision[]): readonly string[] {
  return target.images.flatMap(({ image, digest }) => {
    if (digest === undefined) return []
    const newest = known.flatMap(({ images }) => images).find((one) => one.image === image && one.digest !== undefined)
    return newest === undefined || newest.digest === digest ? [] : [`${image} means ${newest.digest} by now`]
  })
}
