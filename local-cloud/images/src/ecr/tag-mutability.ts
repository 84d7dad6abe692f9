import type { ImageTagMutability, ImageTagMutabilityExclusionFilter } from '@aws-sdk/client-ecr'
import { matchesWildcard } from '@slipway/local-cloud-frame/wildcard'
import { invalidParameter, type Repository } from './repository.ts'

/**
 * Whether a tag that exists may not move. The exclusion filters turn the repository's setting around for the tags they match.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 */
export function isImmutable(repository: Pick<Repository, 'tagMutability' | 'exclusionFilters'>, tag: string): boolean {
  const excluded = repository.exclusionFilters.some(({ filter }) => matchesWildcard(filter ?? '', tag, false))
  switch (repository.tagMutability) {
    case 'IMMUTABLE':
      return true
    case 'IMMUTABLE_WITH_EXCLUSION':
      return !excluded
    case 'MUTABLE_WITH_EXCLUSION':
      return excluded
    case 'MUTABLE':
      return false
  }
}

const modes: readonly string[] = ['MUTABLE', 'IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION']

/** Settings as given, or InvalidParameterException: filters belong to the two modes with exclusion, one to five of them. */
export function tagMutability(
  mode: ImageTagMutability = 'MUTABLE',
  filters: readonly ImageTagMutabilityExclusionFilter[] = [],
): Pick<Repository, 'tagMutability' | 'exclusionFilters'> {
  if (!modes.includes(mode)) {
    throw invalidParameter(
      `'imageTagMutability' failed to satisfy constraint: '${mode}' is not one of ${modes.join(', ')}`,
    )
  }
  const wanted = mode.endsWith('_WITH_EXCLUSION')
  if (wanted && (filters.length === 0 || filters.length > 5)) {
    throw invalidParameter(
      `'imageTagMutabilityExclusionFilters': ${mode} needs one to five filters, not ${filters.length}`,
    )
  }
  if (!wanted && filters.length > 0) {
    throw invalidParameter(`'imageTagMutabilityExclusionFilters': ${mode} takes no filters`)
  }
  for (const { filter = '', filterType } of filters) {
    if (filterType !== 'WILDCARD' || !/^[0-9a-zA-Z._*-]{1,128}$/.test(filter)) {
      throw invalidParameter(
        `'imageTagMutabilityExclusionFilters': '${filter}' of type '${filterType}' is not a wildcard filter`,
      )
    }
  }
  return { tagMutability: mode, exclusionFilters: [...filters] }
}
