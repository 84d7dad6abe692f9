import type {
  DescribeRepositoryCreationTemplatesCommandInput,
  DescribeRepositoryCreationTemplatesCommandOutput,
} from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { page } from '../page.ts'

export const describeRepositoryCreationTemplates: Operation = operation<
  DescribeRepositoryCreationTemplatesCommandInput,
  Answer<DescribeRepositoryCreationTemplatesCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositoryCreationTemplates.html',
  accepts: ['prefixes', 'nextToken', 'maxResults'],
  returns: ['registryId', 'repositoryCreationTemplates[].prefix', 'repositoryCreationTemplates[].appliedFor'],
  run(world, { prefixes, nextToken, maxResults }) {
    const found = [...world.ecr.templates.values()].filter(({ prefix = '' }) => prefixes?.includes(prefix) ?? true)
    const { items, ...rest } = page(found, { nextToken, maxResults })
    return { registryId: world.accountId, repositoryCreationTemplates: [...items], ...rest }
  },
})
