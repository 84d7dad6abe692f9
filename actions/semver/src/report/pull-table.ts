import { codeSpan, markdownTable } from '@slipway/action-io'
import type { VersionPlan } from '@slipway/versioning'
import type { PullPreview } from '../result.ts'
import { shown } from './foreign-text.ts'

/** What a pull request would release, by the way it is merged. */
export function pullTable({ squash, merge }: Pick<PullPreview, 'squash' | 'merge'>): string {
  const rows = [...row('squash', squash), ...row('merge', merge)]
  return rows.length === 0 ? '' : markdownTable(['Merged by', 'Releases', 'Bump', 'Because'], rows)
}

function row(way: string, plan: VersionPlan | undefined): readonly (readonly string[])[] {
  if (plan === undefined) return []
  const refused = plan.refusal === undefined ? '' : `; **refused:** ${shown(plan.refusal.message, 300)}`
  const release = plan.bump === 'none' ? 'nothing' : codeSpan(plan.tag)
  return [[way, release, plan.bump, `${shown(plan.because, 300)}${refused}`]]
}
