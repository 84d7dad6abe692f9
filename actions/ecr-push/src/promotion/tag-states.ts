import type { Registered } from '../candidate-image.ts'
import type { TagState } from './plan-promotion.ts'

/** Where each tag is now, asked for side by side, in the order of `tags`. */
export async function readTags(
  { ecr, signal }: Registered,
  repository: string,
  tags: readonly string[],
): Promise<ReadonlyMap<string, TagState>> {
  const states = await Promise.all(
    tags.map(async (tag) => [tag, await ecr.image(repository, { tag }, signal)] as const),
  )
  return new Map(states)
}

/** All tags of the digest; none while it is not pushed. */
export async function readOwnTags(
  { ecr, signal }: Registered,
  repository: string,
  digest: string | undefined,
): Promise<readonly string[]> {
  return digest === undefined ? [] : ((await ecr.image(repository, { digest }, signal))?.tags ?? [])
}

/** The tags that are on `digest`. */
export function tagsOn(digest: string, states: ReadonlyMap<string, TagState>): readonly string[] {
  return [...states].flatMap(([tag, state]) => (state?.digest === digest ? [tag] : []))
}
