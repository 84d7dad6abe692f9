import type { EcrPort } from '@slipway/aws/ecr'
import type { TagState } from './plan-promotion.ts'

/** Where each tag is now, asked for side by side, in the order of `tags`. */
export async function readTags(
  repository: string,
  tags: readonly string[],
  ecr: EcrPort,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TagState>> {
  const states = await Promise.all(
    tags.map(async (tag) => [tag, await ecr.image(repository, { tag }, signal)] as const),
  )
  return new Map(states)
}

/** The tags that are on `digest`. */
export function tagsOn(digest: string, states: ReadonlyMap<string, TagState>): readonly string[] {
  return [...states].flatMap(([tag, state]) => (state?.digest === digest ? [tag] : []))
}
