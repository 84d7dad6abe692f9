import type {
  ImageReferrer,
  ListImageReferrersCommandInput,
  ListImageReferrersCommandOutput,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { isDigest } from '../../registry/blob-store.ts'
import { page } from '../page.ts'
import { referrersOf, type Referrer } from '../referrers.ts'
import { findRepository } from '../find-repository.ts'
import { invalidParameter } from '../repository.ts'

/** 20 a page, 50 at most; without a filter only what is ACTIVE. */
export const listImageReferrers: Operation = operation<
  ListImageReferrersCommandInput,
  Answer<ListImageReferrersCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html',
  accepts: ['registryId', 'repositoryName', 'subjectId', 'filter', 'nextToken', 'maxResults'],
  returns: ['referrers[].digest', 'referrers[].mediaType', 'referrers[].size', 'referrers[].artifactStatus'],
  run(world, { registryId, repositoryName, subjectId, filter = {}, nextToken, maxResults }) {
    const repository = findRepository(world, repositoryName, registryId)
    const digest = subjectId?.imageDigest ?? ''
    if (!isDigest(digest)) throw invalidParameter(`'imageDigest' failed to satisfy constraint: '${digest}'`)
    const { artifactTypes, artifactStatus = 'ACTIVE' } = filter
    const found = referrersOf(world, repository, digest).filter(
      ({ artifactType = '', status }) =>
        (artifactTypes?.includes(artifactType) ?? true) && (artifactStatus === 'ANY' || artifactStatus === status),
    )
    const { items, ...rest } = page(found, { nextToken, maxResults }, { usual: 20, most: 50 })
    return { referrers: items.map(shown), ...rest }
  },
})

function shown({ digest, mediaType, artifactType, size, annotations, status }: Referrer): ImageReferrer {
  return {
    digest,
    mediaType,
    ...(artifactType !== undefined && { artifactType }),
    size,
    ...(annotations !== undefined && { annotations: { ...annotations } }),
    artifactStatus: status,
  }
}
