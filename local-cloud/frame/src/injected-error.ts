import { AwsError } from './aws-error.ts'
import { model } from './model.ts'
import type { Fault, RequestFacts } from './faults.ts'
import type { CloudContext } from './context.ts'

/** Prefixes of IAM actions that differ from the SigV4 name. */
const prefixes: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' }

/** The error that a fault answers a call to the AWS endpoint with; throttling and denials in the words of AWS. */
export function injectedError(
  context: CloudContext,
  fault: Fault & { readonly code: string },
  facts: RequestFacts,
): AwsError {
  const {
    code,
    message = wordsOf(context, code, facts),
    status = model(facts.service).errorStatus(code) ?? 400,
  } = fault
  return new AwsError(code, message, status)
}

function wordsOf(context: CloudContext, code: string, { service, operation, repository }: RequestFacts): string {
  switch (code) {
    case 'ThrottlingException':
      return 'Rate exceeded'
    case 'AccessDeniedException':
      return notAuthorized(context, `${prefixes[service] ?? service}:${operation}`, repository)
    default:
      return `injected: ${code}`
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function notAuthorized(context: CloudContext, action: string, repository: string | undefined): string {
  const resource =
    repository === undefined ? '*' : `arn:aws:ecr:${context.region}:${context.accountId}:repository/${repository}`
  return `User: ${context.roleArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
}
