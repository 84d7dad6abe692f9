import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { fromCapital, tagFault, withTags, type CapitalTag, type Tag } from '@slipway/local-cloud-frame/tags'
import { listener, loadBalancer, rule, targetGroup } from './find.ts'
import type { ElbModel } from './state.ts'

const codes = { 'too-many': 'TooManyTags', duplicate: 'DuplicateTagKeys', malformed: 'ValidationError' } as const

/** Tags to be added to what has these already, checked. */
export function readTags(given: readonly CapitalTag[] | undefined, held: readonly Tag[] = []): readonly Tag[] {
  const added = fromCapital(given)
  const fault = tagFault(added, held)
  if (fault !== undefined) throw new AwsError(codes[fault.kind], `Tags are not valid: ${fault.reason}`)
  return withTags(held, added)
}

export function tagsOf({ tags }: ElbModel, arn: string): readonly Tag[] {
  return tags.get(arn) ?? []
}

/** Refuses an ARN that nothing here has, in the words of its kind. */
export function requireTaggable(elb: ElbModel, arn: string): void {
  const kind = /^arn:[^:]+:elasticloadbalancing:[^:]*:[^:]*:([a-z-]+)\//.exec(arn)?.[1] ?? ''
  const find = finders[kind]
  if (find === undefined) throw new AwsError('ValidationError', `'${arn}' is not a valid resource ARN`)
  find(elb, arn)
}

const finders: Readonly<Record<string, (elb: ElbModel, arn: string) => unknown>> = {
  loadbalancer: loadBalancer,
  targetgroup: targetGroup,
  listener,
  'listener-rule': rule,
}
