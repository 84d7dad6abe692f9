import type { DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput } from '@aws-sdk/client-ecr'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { describeRepository } from '../describe-repository.ts'
import { page } from '../page.ts'
import { findRepository, requireOwnRegistry } from '../find-repository.ts'
import { invalidParameter } from '../repository.ts'

export const describeRepositories: Operation = operation<
  DescribeRepositoriesCommandInput,
  Answer<DescribeRepositoriesCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html',
  accepts: ['registryId', 'repositoryNames', 'nextToken', 'maxResults'],
  returns: ['repositories[].repositoryArn', 'repositories[].repositoryName', 'repositories[].repositoryUri'],
  run(world, { registryId, repositoryNames, nextToken, maxResults }) {
    if (repositoryNames === undefined) {
      requireOwnRegistry(world, registryId)
      const all = [...world.ecr.repositories.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
      const { items, ...rest } = page(all, { nextToken, maxResults })
      return { repositories: items.map((repository) => describeRepository(world, repository)), ...rest }
    }
    if (nextToken !== undefined || maxResults !== undefined) {
      throw invalidParameter("'repositoryNames': nextToken and maxResults cannot be used with it")
    }
    const named = repositoryNames.map((name) => findRepository(world, name, registryId))
    return { repositories: named.map((repository) => describeRepository(world, repository)) }
  },
})
