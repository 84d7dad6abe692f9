import type { EcsPort, RegisteredDefinition, ServiceRevision } from '@slipway/aws/ecs'
import { differences, registrable, withImages } from '@slipway/task-definition'
import { byDigest } from './by-digest.ts'
import { otherImages } from './other-images.ts'

/**
 * A service revision as a release. `definition` is what it is a release of: its own task definition or, where an earlier
 * rollback registered a copy with images by digest, the one that was copied.
 */
export interface Release extends ServiceRevision {
  readonly definition: string
}

/** The same definition, and not with other images: a tag may have meant another one. */
export function isSameRelease(a: Release, b: Release): boolean {
  return a.definition === b.definition && otherImages(a, b).length === 0
}

/** Revisions as releases. Definitions are read only where image names hint that one is a copy of another. */
export async function asReleases(ecs: EcsPort, revisions: readonly ServiceRevision[]): Promise<readonly Release[]> {
  const definitions = new Map<string, Promise<RegisteredDefinition | undefined>>()
  const describe = (arn: string): Promise<RegisteredDefinition | undefined> => {
    const known = definitions.get(arn) ?? ecs.describeTaskDefinition(arn)
    definitions.set(arn, known)
    return known
  }
  return await Promise.all(
    revisions.map(async (revision) => ({ ...revision, definition: await originOf(revision, revisions, describe) })),
  )
}

type Describe = (arn: string) => Promise<RegisteredDefinition | undefined>

async function originOf(
  copy: ServiceRevision,
  revisions: readonly ServiceRevision[],
  describe: Describe,
): Promise<string> {
  for (const origin of revisions) {
    if (mayBeCopy(copy, origin) && (await isCopy(copy, origin, describe))) return origin.taskDefinition
  }
  return copy.taskDefinition
}

/** Whether the images differ in nothing but that the copy names them by the digests that the origin resolved. */
function mayBeCopy(copy: ServiceRevision, origin: ServiceRevision): boolean {
  if (copy.taskDefinition === origin.taskDefinition || copy.images.length !== origin.images.length) return false
  const pinned = byDigest(origin)
  return (
    pinned.size > 0 &&
    origin.images.every(({ container, image }) =>
      copy.images.some((one) => one.container === container && one.image === (pinned.get(container) ?? image)),
    )
  )
}

async function isCopy(copy: ServiceRevision, origin: ServiceRevision, describe: Describe): Promise<boolean> {
  const [left, right] = await Promise.all([describe(copy.taskDefinition), describe(origin.taskDefinition)])
  if (left === undefined || right === undefined) return false
  const wanted = withImages(registrable(right.document, right.tags), byDigest(origin))
  return differences(wanted, registrable(left.document, left.tags)).length === 0
}
