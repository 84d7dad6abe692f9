/** What IAM says it refused, as far as it says so. */
export interface Refusal {
  readonly action?: string
  readonly resource?: string
  /** The kind of policy that decided, in IAM's words, e.g. `service control policy`. */
  readonly policy?: string
  /** A policy denies it: no statement that allows can help. */
  readonly explicit: boolean
}

/**
 * `User: … is not authorized to perform: ecr:PutImage on resource: arn:… because no identity-based policy allows the
 * ecr:PutImage action`, or `… with an explicit deny in a service control policy`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function refusalOf(message: string): Refusal {
  const [, action] = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(message) ?? []
  const [, resource] = /on resource:? (\*|arn:[^\s"]+)/.exec(message) ?? []
  const [, reason = ''] = /(?:because no|explicit deny in an?) (.*)/is.exec(message) ?? []
  const [policy] = /^[\w -]*?(?:policy|boundary)\b/i.exec(reason) ?? []
  return {
    ...(action === undefined ? {} : { action }),
    ...(resource === undefined ? {} : { resource }),
    ...(policy === undefined ? {} : { policy: policy.toLowerCase() }),
    explicit: /explicit deny/i.test(message),
  }
}

/** ` {"Effect":"Allow",…}` to copy into a policy; nothing where the resource is not known. */
export function allowStatement(actions: readonly string[], resource: string | undefined): string {
  if (resource === undefined) return ''
  const [only] = actions
  return ` ${JSON.stringify({ Effect: 'Allow', Action: actions.length === 1 ? only : actions, Resource: resource })}`
}

/** The partition that a region's ARNs begin with. */
export function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-')) return 'aws-cn'
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
