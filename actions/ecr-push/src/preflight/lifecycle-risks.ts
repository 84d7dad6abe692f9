import { matchesWildcard } from '@slipway/aws/ecr-wildcard'

/** So many images that are kept may be used up by builds that run at the same time. */
const safeCount = 20

interface Selection {
  readonly tagStatus?: string
  readonly tagPrefixList?: readonly string[]
  readonly tagPatternList?: readonly string[]
  readonly countType?: string
  readonly countNumber?: number
}

/**
 * Rules of a lifecycle policy that could take a candidate away while it is gated, one line each. Rules by age do not:
 * their shortest is a day. `tag` is the candidate's own; absent: it is untagged.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function lifecycleRisks(policy: string, tag: string | undefined): readonly string[] {
  return rulesOf(policy).flatMap(({ rulePriority, selection = {}, action }) => {
    const { countType, countNumber = 0 } = selection
    if (action?.type !== 'expire' || countType !== 'imageCountMoreThan' || countNumber >= safeCount) return []
    if (!selects(selection, tag)) return []
    const which = selection.tagStatus === 'untagged' ? 'untagged images' : 'images like the candidate'
    return [
      `rule ${rulePriority ?? '?'} of the lifecycle policy keeps ${countNumber} ${which}: a candidate may expire before ` +
        `its gate has ended; let the rule go by age (sinceImagePushed)${tag === undefined ? ', or set stage: candidate-tag' : ''}`,
    ]
  })
}

function selects({ tagStatus, tagPrefixList = [], tagPatternList = [] }: Selection, tag: string | undefined): boolean {
  if (tagStatus === 'any') return true
  if (tag === undefined || tagStatus === 'untagged') return tag === undefined && tagStatus === 'untagged'
  const lists = [...tagPrefixList.map((prefix) => `${prefix}*`), ...tagPatternList]
  return lists.length > 0 && lists.every((pattern) => matchesWildcard(pattern, tag))
}

interface Rule {
  readonly rulePriority?: number
  readonly selection?: Selection
  readonly action?: { readonly type?: string }
}

/** What is not understood warns of nothing. */
function rulesOf(policy: string): readonly Rule[] {
  try {
    const { rules } = JSON.parse(policy) as { readonly rules?: unknown }
    return Array.isArray(rules) ? (rules as readonly Rule[]) : []
  } catch {
    return []
  }
}
