import type { Tag } from '@aws-sdk/client-ecs'
import type { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { tagFault, withTags, type Tag as WholeTag } from '@slipway/local-cloud-frame/tags'

/**
 * Refuses tags that break a rule of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html and of the pages
 * that take tags; `refuse` makes the operation's own error of the reason.
 */
export function checkTags(tags: readonly Tag[], refuse: (reason: string) => AwsError, held: readonly Tag[] = []): void {
  const fault = tagFault(tags.map(whole), held.map(whole))
  if (fault !== undefined) throw refuse(`Invalid tag: ${fault.reason}.`)
}

/** A key that is there already gets the new value. */
export function mergedTags(held: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  return withTags(held.map(whole), added.map(whole))
}

/** A tag without a value has an empty one. */
function whole({ key = '', value = '' }: Tag): WholeTag {
  return { key, value }
}
