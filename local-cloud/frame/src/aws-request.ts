import type { IncomingHttpHeaders } from 'node:http'
import type { Exchange } from './route.ts'

/** Headers that AWS SDKs and the AWS CLI send, and nobody else; unsigned calls have some of them too. */
const marks = ['x-amz-target', 'amz-sdk-invocation-id', 'smithy-protocol']

/** Whether a request is meant for AWS, whatever its path: signed in its header or its query, or sent by an AWS SDK. */
export function isAwsRequest({ request: { headers }, url }: Exchange): boolean {
  const signed = headers.authorization?.startsWith('AWS4-') === true || url.searchParams.has('X-Amz-Credential')
  return signed || marks.some((name) => headers[name] !== undefined)
}

/**
 * The service that a request is signed for: ecs, application-autoscaling, s3, …; undefined where it is not signed.
 * The scope is `DATE/REGION/SERVICE/aws4_request`, without the region in SigV4A.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function signedFor(headers: IncomingHttpHeaders, url: URL): string | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1]
  const scope = inHeader ?? url.searchParams.get('X-Amz-Credential') ?? ''
  return scope.split('/').at(-2)
}
