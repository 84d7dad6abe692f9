import { invalid } from '../errors.ts'
import { lookUpRevision } from '../find.ts'
import { revisionView } from '../revision-view.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import type { EcsContext } from '../context.ts'
import type {
  DescribeServiceRevisionsCommandInput,
  DescribeServiceRevisionsCommandOutput,
  ServiceRevision,
} from '@aws-sdk/client-ecs'

/** Up to twenty revisions by ARN. */
export const describeServiceRevisions: Operation = operation<
  DescribeServiceRevisionsCommandInput,
  Answer<DescribeServiceRevisionsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceRevisions.html',
  accepts: ['serviceRevisionArns'],
  returns: [
    'serviceRevisions[].serviceRevisionArn',
    'serviceRevisions[].serviceArn',
    'serviceRevisions[].clusterArn',
    'serviceRevisions[].taskDefinition',
    'serviceRevisions[].containerImages[].containerName',
    'serviceRevisions[].containerImages[].image',
    'serviceRevisions[].createdAt',
    'failures',
  ],
  run(world, { serviceRevisionArns: arns = [] }) {
    if (arns.length === 0) throw invalid('serviceRevisionArns cannot be empty.')
    if (arns.length > 20) throw invalid('serviceRevisionArns cannot have more than 20 elements.')
    const found = arns.map((arn) => ({ arn, view: find(world, arn) }))
    return {
      serviceRevisions: found.flatMap(({ view }) => (view === undefined ? [] : [view])),
      failures: found.flatMap(({ arn, view }) => (view === undefined ? [{ arn, reason: 'MISSING' }] : [])),
    }
  },
})

function find(world: EcsContext, arn: string): ServiceRevision | undefined {
  for (const service of world.ecs.services.values()) {
    const revision = lookUpRevision(service, arn)
    if (revision !== undefined) return revisionView(service, revision)
  }
  return undefined
}
