import type { ImageFailure } from '@aws-sdk/client-ecr'
import { Failure } from '@slipway/outcome'
import type { AwsErrorCode, AwsRequest } from './error.ts'

/**
 * ECR answers BatchGetImage and BatchDeleteImage with 200, and puts what did not work into `failures`.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageFailure.html
 */
export function imageFailure({ action, on }: AwsRequest, failure: ImageFailure): Failure<AwsErrorCode> {
  const { failureCode = '', failureReason = '', imageId } = failure
  const subject = imageId?.imageTag ?? imageId?.imageDigest ?? 'an image'
  const { code, remedy } = meanings.get(failureCode) ?? { code: 'AWS_ERROR', remedy: 'look the code up in the ECR API' }
  const said = failureReason === '' ? '' : ` (${failureReason})`
  return new Failure(code, `${action} on ${on}: ${failureCode} for ${subject}${said}`, { remedy })
}

interface Meaning {
  readonly code: AwsErrorCode
  readonly remedy: string
}

const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['ImageInaccessible', { code: 'AWS_ERROR', remedy: 'restore the image if it is archived, or push it again' }],
  ['ImageNotFound', { code: 'AWS_ERROR', remedy: 'check repository, tag and digest' }],
  ['ImageReferencedByManifestList', { code: 'AWS_ERROR', remedy: 'delete the index that refers to it first' }],
  ['ImageTagDoesNotMatchDigest', { code: 'AWS_ERROR', remedy: 'the tag has moved: run the step again' }],
  ['InvalidImageDigest', { code: 'AWS_ERROR', remedy: 'write the digest as sha256: and 64 hexadecimal digits' }],
  ['InvalidImageTag', { code: 'AWS_ERROR', remedy: 'check the tag' }],
  ['KmsError', { code: 'AWS_ERROR', remedy: "check that the repository's KMS key is enabled, and kms:Decrypt of it" }],
  ['MissingDigestAndTag', { code: 'AWS_ERROR', remedy: 'name a tag or a digest' }],
  ['UpstreamAccessDenied', { code: 'AWS_ACCESS_DENIED', remedy: "check the pull through cache rule's credentials" }],
  ['UpstreamTooManyRequests', { code: 'AWS_THROTTLED', remedy: 'run the step again: the upstream registry throttles' }],
  ['UpstreamUnavailable', { code: 'AWS_UNREACHABLE', remedy: 'run the step again: the upstream registry is away' }],
] as const)
