import { AwsError } from '@slipway/local-cloud-frame/aws-error'
import { invalidParameter, type Repository } from './repository.ts'
import type { EcrContext } from './context.ts'

/**
 * Refuses a text that is no lifecycle policy, with what is wrong with it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function checkLifecyclePolicy(text = ''): void {
  if (text.length < 100 || text.length > 30_720) {
    throw invalidParameter(
      `'LifecyclePolicyText' failed to satisfy constraint: 'length is ${text.length}, not 100 to 30720'`,
    )
  }
  const problem = problemOf(text)
  if (problem === undefined) return
  throw invalidParameter(
    `'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${problem}'`,
  )
}

export function noLifecyclePolicy(world: EcrContext, { name }: Repository): AwsError {
  return new AwsError(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${world.accountId}'`,
  )
}

interface Rule {
  readonly rulePriority?: unknown
  readonly description?: unknown
  readonly selection?: Selection
  readonly action?: { readonly type?: unknown; readonly targetStorageClass?: unknown }
}

interface Selection {
  readonly tagStatus?: unknown
  readonly tagPatternList?: unknown
  readonly tagPrefixList?: unknown
  readonly storageClass?: unknown
  readonly countType?: unknown
  readonly countUnit?: unknown
  readonly countNumber?: unknown
}

function problemOf(text: string): string | undefined {
  let policy: { readonly rules?: unknown }
  try {
    policy = JSON.parse(text) as typeof policy
  } catch {
    return 'the policy is not JSON'
  }
  const { rules } = policy
  if (!Array.isArray(rules) || rules.length === 0) return '"rules" must be a list of at least one rule'
  const problems = (rules as readonly Rule[]).flatMap((rule, at) => {
    const problem = ruleProblem(rule)
    return problem === undefined ? [] : [`rules[${at}]: ${problem}`]
  })
  return problems[0] ?? orderProblem(rules as readonly Rule[])
}

function ruleProblem({ rulePriority, description, selection = {}, action = {} }: Rule): string | undefined {
  if (!isCount(rulePriority)) return '"rulePriority" must be a whole number from 1'
  if (description !== undefined && typeof description !== 'string') return '"description" must be a text'
  if (action.type !== 'expire' && action.type !== 'transition') return '"action.type" must be expire or transition'
  if (action.targetStorageClass !== (action.type === 'transition' ? 'archive' : undefined)) {
    return '"action.targetStorageClass" must be archive with transition, and belongs to nothing else'
  }
  return tagProblem(selection) ?? countProblem(selection)
}

function tagProblem({ tagStatus, tagPatternList, tagPrefixList }: Selection): string | undefined {
  const lists = [tagPatternList, tagPrefixList].filter((list) => list !== undefined)
  if (tagStatus === 'untagged' || tagStatus === 'any') {
    return lists.length === 0 ? undefined : `"selection": ${tagStatus} takes neither tagPatternList nor tagPrefixList`
  }
  if (tagStatus !== 'tagged') return '"selection.tagStatus" must be tagged, untagged or any'
  const [list] = lists
  if (lists.length !== 1 || !Array.isArray(list) || list.length === 0) {
    return '"selection": tagged takes either tagPatternList or tagPrefixList'
  }
  return (list as readonly unknown[]).some((tag) => typeof tag !== 'string' || tag.split('*').length > 5)
    ? '"selection": a tag pattern has four wildcards at most'
    : undefined
}

function countProblem({ countType, countUnit, countNumber, storageClass }: Selection): string | undefined {
  if (!isCount(countNumber)) return '"selection.countNumber" must be a whole number from 1'
  if (countType === 'imageCountMoreThan') {
    return countUnit === undefined ? undefined : '"selection.countUnit" does not belong to imageCountMoreThan'
  }
  if (!['sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'].includes(String(countType))) {
    return '"selection.countType" must be imageCountMoreThan, sinceImagePushed, sinceImagePulled or sinceImageTransitioned'
  }
  if (countUnit !== 'days') return '"selection.countUnit" must be days'
  return countType === 'sinceImageTransitioned' && storageClass !== 'archive'
    ? '"selection.storageClass" must be archive with sinceImageTransitioned'
    : undefined
}

function orderProblem(rules: readonly Rule[]): string | undefined {
  const priorities = rules.map(({ rulePriority }) => rulePriority as number)
  if (new Set(priorities).size < priorities.length) return 'every rule must have a "rulePriority" of its own'
  const highest = Math.max(...priorities)
  const early = rules.find(({ selection, rulePriority }) => selection?.tagStatus === 'any' && rulePriority !== highest)
  return early === undefined ? undefined : 'a rule for any must have the highest "rulePriority"'
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1
}
