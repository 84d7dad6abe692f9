import type { EcrRepository } from '@slipway/aws/ecr'
import { matchesWildcard } from '@slipway/aws/ecr-wildcard'
import { lineOf } from './version-line.ts'

type Mutability = Pick<EcrRepository, 'tagMutability' | 'exclusionFilters'>

/** Whether a tag, once given, stays where it is: the repository's mutability, turned round for tags that an exclusion filter matches. */
export function isImmutable({ tagMutability, exclusionFilters }: Mutability, tag: string): boolean {
  const excluded = exclusionFilters.some((filter) => matchesWildcard(filter, tag))
  switch (tagMutability) {
    case 'IMMUTABLE':
      return true
    case 'IMMUTABLE_WITH_EXCLUSION':
      return !excluded
    case 'MUTABLE_WITH_EXCLUSION':
      return excluded
    default:
      return false
  }
}

/**
 * The order in which tags are given: what names this release only, and never moves, first; what moves from release to
 * release last. Whoever follows `latest` then never sees a release whose own tag is not there yet.
 */
export function promotionOrder(repository: Mutability, tags: readonly string[]): readonly string[] {
  const rank = (tag: string): number => 2 * floatiness(tag) + (isImmutable(repository, tag) ? 0 : 1)
  return tags.toSorted((a, b) => rank(a) - rank(b))
}

/** 0 for a full version, a commit or a name of its own; then `v1.4`, `v1`, and words that mean the newest. */
function floatiness(tag: string): number {
  const line = lineOf(tag)
  if (line === undefined) return 0
  if (line.major === undefined) return 3
  return line.minor === undefined ? 2 : 1
}
