import { allowStatement, refusalOf, type Refusal } from './iam-statement.ts'

/** What a call needs, in the words of an IAM statement. */
export interface Needed {
  /** IAM action, e.g. `ecr:PutImage`. */
  readonly action: string
  /** The thing it is about, for people, e.g. `repository shop/app`. */
  readonly on: string
  /** The thing in the words of an IAM statement, e.g. `arn:aws:ecr:*:*:repository/shop/app`. */
  readonly resource?: string
  /** What AWS asks for besides, on `*`; e.g. `with enhanced scanning`, `inspector2:ListFindings`. */
  readonly also?: { readonly when: string; readonly actions: readonly string[] }
}

/**
 * What to allow, and in which policy, as prose and as a statement to copy. IAM's own words win: it names the action it
 * missed, which can be another one than the call's own (inspector2 behind ecr), the resource, and the kind of policy.
 */
export function iamAdvice(needed: Needed, message: string): string {
  const refusal = refusalOf(message)
  const denied = refusal.action ?? needed.action
  if (refusal.explicit) return explicitly(refusal, denied)
  return elsewhere(refusal, denied) ?? grant(needed, refusal, denied)
}

function explicitly({ policy }: Refusal, denied: string): string {
  const which = policy === undefined ? 'a policy' : `${/^[aeiou]/.test(policy) ? 'an' : 'a'} ${policy}`
  return `${which} denies ${denied} explicitly, so that no grant helps: change that policy`
}

/** Where no statement in the role's own policies would help. */
function elsewhere({ policy, resource }: Refusal, denied: string): string | undefined {
  const where = policy === 'resource-based policy' ? ownPolicyOf(denied) : places.get(policy ?? '')
  if (where === undefined) return undefined
  return `allow ${denied}${resource === undefined ? '' : ` on ${resource}`} in ${where}`
}

const places: ReadonlyMap<string, string> = new Map([
  [
    'session policy',
    'the session policy that this role was assumed with (inline-session-policy or managed-session-policies of aws-actions/configure-aws-credentials)',
  ],
  ['permissions boundary', 'the permissions boundary of this role'],
  ['service control policy', 'the service control policies of the organization'],
  ['resource control policy', 'the resource control policies of the organization'],
  ['vpc endpoint policy', 'the policy of the VPC endpoint that this runner goes through'],
])

/** A resource of another account has to let this role in itself. */
function ownPolicyOf(action: string): string {
  const [service = ''] = action.split(':')
  const thing =
    new Map([
      ['ecr', 'repository'],
      ['kms', 'key'],
    ]).get(service) ?? 'resource'
  return `the policy of the ${thing} itself, for this role; where it is of another account, in this role's own policies too`
}

function grant({ action, on, resource, also }: Needed, refusal: Refusal, denied: string): string {
  const own = allowStatement([denied], refusal.resource ?? (denied === action ? resource : '*'))
  if (denied !== action) return `grant ${denied} to this role (it is behind ${action}):${own}`
  const more = also === undefined ? '' : `, ${also.when} ${also.actions.join(' and ')} too`
  const statements = `${own}${also === undefined ? '' : allowStatement(also.actions, '*')}`
  return `grant ${action} on ${on} to this role${more}${statements === '' ? '' : `:${statements}`}`
}
