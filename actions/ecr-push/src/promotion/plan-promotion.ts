import type { EcrImage, EcrRepository } from '@slipway/aws/ecr'
import { isImmutable, promotionOrder } from './tag-order.ts'
import { heldBy } from './version-line.ts'
import { short } from '../words.ts'

/** What a tag is on now; nothing when it is free. */
export type TagState = Pick<EcrImage, 'digest' | 'tags'> | undefined

/** What is to become of one tag. */
export type PlannedTag =
  | { readonly kind: 'give'; readonly tag: string; readonly from?: string }
  | { readonly kind: 'there'; readonly tag: string }
  | HeldTag
  | { readonly kind: 'conflict'; readonly tag: string; readonly on: string }

/** A floating tag that stays where it is, because a higher release of its line is there. */
export interface HeldTag {
  readonly kind: 'held'
  readonly tag: string
  readonly on: string
  /** The tag of the higher release. */
  readonly by: string
}

/**
 * What becomes of each tag, in the order in which they are given. `digest` is absent before the build: a tag that
 * never moves and is taken is a conflict then, whatever is going to be built. `own` are tags that the digest has by now:
 * they too say which release it is.
 */
export function planPromotion(
  repository: Pick<EcrRepository, 'tagMutability' | 'exclusionFilters'>,
  states: ReadonlyMap<string, TagState>,
  digest: string | undefined,
  own: readonly string[],
): readonly PlannedTag[] {
  const tags = [...states.keys()]
  return promotionOrder(repository, tags).map((tag) => {
    const state = states.get(tag)
    if (state === undefined) return { kind: 'give', tag }
    if (state.digest === digest) return { kind: 'there', tag }
    if (isImmutable(repository, tag)) return { kind: 'conflict', tag, on: state.digest }
    const higher = heldBy(tag, [...tags, ...own], state.tags)
    if (higher !== undefined) return { kind: 'held', tag, on: state.digest, by: higher.tag }
    return { kind: 'give', tag, from: state.digest }
  })
}

/** What stands against a promotion, in one line; empty when nothing does. */
export function conflictsOf(plan: readonly PlannedTag[], digest: string | undefined): string {
  return plan.flatMap((one) => (one.kind === 'conflict' ? [conflict(one.tag, one.on, digest)] : [])).join('; ')
}

/** The tags that stand against it. */
export function takenTags(plan: readonly PlannedTag[]): readonly string[] {
  return plan.flatMap(({ kind, tag }) => (kind === 'conflict' ? [tag] : []))
}

export function conflict(tag: string, on: string | undefined, digest: string | undefined): string {
  const other = on ?? 'another digest'
  return `tag ${tag} is immutable and on ${other}${digest === undefined ? ' already' : `, not on ${digest}`}`
}

/** What becomes of a tag, for people. */
export function planned(one: PlannedTag): string {
  switch (one.kind) {
    case 'give':
      return one.from === undefined ? 'free' : `moves from ${short(one.from)}`
    case 'there':
      return 'on it already'
    case 'held':
      return `stays on ${short(one.on)}, which is ${one.by}`
    case 'conflict':
      return `immutable, and on ${short(one.on)} already`
  }
}

export function heldNote({ tag, on, by }: HeldTag): string {
  return `tag ${tag} stays on ${short(on)}, which is ${by}: floating tags do not move backwards`
}
