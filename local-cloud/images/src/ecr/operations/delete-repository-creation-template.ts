import type {
  DeleteRepositoryCreationTemplateCommandInput,
  DeleteRepositoryCreationTemplateCommandOutput,
} from '@aws-sdk/client-ecr'
import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'

export const deleteRepositoryCreationTemplate: Operation = operation<
  DeleteRepositoryCreationTemplateCommandInput,
  Answer<DeleteRepositoryCreationTemplateCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryCreationTemplate.html',
  accepts: ['prefix'],
  returns: ['registryId', 'repositoryCreationTemplate.prefix'],
  run(world, { prefix = '' }) {
    const repositoryCreationTemplate = world.ecr.templates.get(prefix)
    if (repositoryCreationTemplate === undefined) {
      throw new AwsError('TemplateNotFoundException', `No template has the prefix '${prefix}'`)
    }
    world.ecr.templates.delete(prefix)
    return { registryId: world.accountId, repositoryCreationTemplate }
  },
})
