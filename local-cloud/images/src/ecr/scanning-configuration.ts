import type { ScanFrequency, ScanningRepositoryFilter } from '@aws-sdk/client-ecr'
import type { Repository } from './repository.ts'
import { matchesWildcard } from '@slipway/local-cloud-frame/wildcard'
import type { EcrContext } from './context.ts'

/**
 * How a repository is scanned: by the registry's first rule whose filter matches, else, with basic scanning only,
 * by the repository's own scanOnPush.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
export function scanFrequency(
  world: EcrContext,
  repository: Repository,
): { readonly frequency: ScanFrequency; readonly filters: readonly ScanningRepositoryFilter[] } {
  const { scanType, rules } = world.ecr.scanning
  for (const { scanFrequency: frequency, repositoryFilters = [] } of rules) {
    const filters = repositoryFilters.filter(({ filter }) => matchesWildcard(filter ?? '', repository.name, false))
    if (filters.length > 0 && frequency !== undefined) return { frequency, filters }
  }
  const own = scanType === 'BASIC' && repository.scanOnPush
  return { frequency: own ? 'SCAN_ON_PUSH' : 'MANUAL', filters: [] }
}
