import type { ServiceRevision } from '@slipway/aws/ecs'

/**
 * Where a service revision runs other images than the target did, one text a container: a task definition that names
 * a tag is resolved anew by each deployment. Where ECS does not say a digest, nothing is concluded.
 */
export function otherImages(target: ServiceRevision, made: ServiceRevision): readonly string[] {
  return target.images.flatMap(({ container, digest: wanted }) => {
    const { image, digest } = made.images.find((one) => one.container === container) ?? {}
    if (wanted === undefined || digest === undefined || digest === wanted) return []
    return [`container ${container} runs ${image} as ${digest}, not as ${wanted}`]
  })
}
