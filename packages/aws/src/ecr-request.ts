import type { AwsRequest } from './error.ts'
import { partitionOf } from './iam-statement.ts'

/** A question about one repository. */
export function aboutRepository(action: string, repository: string): AwsRequest {
  const partition = partitionOf(process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'])
  return { action, on: `repository ${repository}`, resource: `arn:${partition}:ecr:*:*:repository/${repository}` }
}

/** A question about the whole registry, which IAM knows as `*`. */
export function aboutRegistry(action: string): AwsRequest {
  return { action, on: '*', resource: '*' }
}

/** Whether an error of the SDK is one of these exceptions. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name)
}

/** What is not there is an answer, not an error. */
export function absent(error: unknown): undefined {
  if (!isNamed(error, 'RepositoryNotFoundException', 'ImageNotFoundException')) throw error
}
