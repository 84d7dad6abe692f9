import { page } from '../page.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { ListTaskDefinitionsCommandInput, ListTaskDefinitionsCommandOutput } from '@aws-sdk/client-ecs'

/** `familyPrefix` is a whole family name, as the page says. */
export const listTaskDefinitions: Operation = operation<
  ListTaskDefinitionsCommandInput,
  Answer<ListTaskDefinitionsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitions.html',
  accepts: ['familyPrefix', 'status', 'sort', 'maxResults', 'nextToken'],
  returns: ['taskDefinitionArns'],
  run(world, { familyPrefix, status = 'ACTIVE', sort = 'ASC', ...paging }) {
    const families = [...world.ecs.taskDefinitions.keys()].toSorted()
    const arns = families
      .filter((family) => familyPrefix === undefined || family === familyPrefix)
      .flatMap((family) => world.ecs.taskDefinitions.get(family) ?? [])
      .filter((record) => record.status === status)
      .map(({ arn }) => arn)
    const { items, next } = page(sort === 'ASC' ? arns : arns.toReversed(), paging, 100)
    return { taskDefinitionArns: [...items], ...next }
  },
})
