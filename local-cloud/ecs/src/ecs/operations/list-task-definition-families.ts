import type {
  ListTaskDefinitionFamiliesCommandInput as Input,
  ListTaskDefinitionFamiliesCommandOutput as Output,
} from '@aws-sdk/client-ecs'
import { page } from '../page.ts'
import type { TaskDefinitionRecord } from '../records.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

/** A family is ACTIVE where one of its revisions is. Here, unlike in ListTaskDefinitions, a prefix may be half a name. */
export const listTaskDefinitionFamilies: Operation = operation<Input, Answer<Output>>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitionFamilies.html',
  accepts: ['familyPrefix', 'status', 'maxResults', 'nextToken'],
  returns: ['families'],
  run(world, { familyPrefix = '', status = 'ALL', ...paging }) {
    const families = [...world.ecs.taskDefinitions]
      .filter(([family, revisions]) => family.startsWith(familyPrefix) && isListed(revisions, status))
      .map(([family]) => family)
    const { items, next } = page(families.toSorted(), paging, 100)
    return { families: [...items], ...next }
  },
})

function isListed(revisions: readonly TaskDefinitionRecord[], status: NonNullable<Input['status']>): boolean {
  const active = revisions.some((revision) => revision.status === 'ACTIVE')
  return status === 'ALL' || active === (status === 'ACTIVE')
}
