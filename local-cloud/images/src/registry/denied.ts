import { notAuthorized } from '@slipway/local-cloud-frame/injected-error'
import type { EcrContext } from '../ecr/context.ts'

/**
 * The right that each operation of the registry asks for.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 */
const actions: Readonly<Record<string, string>> = {
  HeadBlob: 'BatchCheckLayerAvailability',
  GetBlob: 'GetDownloadUrlForLayer',
  StartUpload: 'InitiateLayerUpload',
  PatchUpload: 'UploadLayerPart',
  FinishUpload: 'CompleteLayerUpload',
  HeadManifest: 'BatchGetImage',
  GetManifest: 'BatchGetImage',
  PutManifest: 'PutImage',
  GetTags: 'ListImages',
  GetReferrers: 'BatchGetImage',
}

/** What a fault of the code DENIED says where no message is given; undefined where the operation needs no right of its own. */
export function deniedWords(world: EcrContext, operation: string, repository: string | undefined): string | undefined {
  const action = actions[operation]
  return action === undefined ? undefined : notAuthorized(world, `ecr:${action}`, repository)
}
