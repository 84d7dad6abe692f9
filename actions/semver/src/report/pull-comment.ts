import { codeSpan, markdownTable } from '@slipway/action-io'
import type { PackageRelease, PullPreview, SemverResult } from '../result.ts'
import { bulletList, sections, shown } from './foreign-text.ts'
import { lintSection } from './lint-section.ts'
import { changes } from './outputs.ts'
import { pullTable } from './pull-table.ts'
import { missedLines, warningsOf } from './warnings.ts'

/** By this line the one comment is found again. */
export const commentMarker = '<!-- slipway-semver -->'

/** A comment is for a glance; the summary has the rest. */
const limit = { findings: 10, packages: 20, warnings: 5 } as const

export interface PullComment extends Pick<SemverResult, 'releases' | 'lint' | 'warnings'> {
  readonly pull: Pick<PullPreview, 'squash' | 'merge'>
}

/**
 * The comment on a pull request, in Markdown, below its marker: what merging releases, and what the lint says. The same
 * text for the same state, so that it is not written again.
 */
export function pullComment({ pull, releases, lint, warnings }: PullComment): string {
  const notices = [...warningsOf({ releases, warnings }).map((text) => shown(text, 400)), ...missedLines(releases)]
  const named = releases.filter(({ name }) => name !== '')
  const text = sections(
    `### ${title(pull, named)}`,
    pullTable(pull),
    packageTable(named),
    notices.length === 0 ? '' : `**Warnings:**\n\n${bulletList(notices, limit.warnings, 'warning')}`,
    lintSection(lint, limit.findings),
  )
  return `${text}\n`
}

/** The same version by every way is one answer. */
function title({ squash, merge }: PullComment['pull'], packages: readonly PackageRelease[]): string {
  const tags = [squash, merge].flatMap((plan) => (plan === undefined ? [] : [plan.bump === 'none' ? '' : plan.tag]))
  const [first = ''] = tags
  if (tags.some((tag) => tag !== first)) return 'What this releases depends on how it is merged'
  const changed = packages.filter(changes)
  const names = tags.length === 0 && changed.length > 0 ? changed.map(({ plan }) => plan.tag) : [first]
  if (names.length > 3) return `Merging this releases ${names.length} packages`
  const list = names.map(codeSpan).join(', ')
  return list === '' ? 'Merging this releases nothing' : `Merging this releases ${list}`
}

function packageTable(packages: readonly PackageRelease[]): string {
  const changed = packages.filter(changes)
  if (changed.length === 0) return ''
  const rows = changed
    .slice(0, limit.packages)
    .map(({ name, plan }) => [shown(name), codeSpan(plan.tag), plan.bump, shown(plan.because, 200)])
  const rest = changed.length - rows.length
  const table = markdownTable(['Package', 'Releases', 'Bump', 'Because'], rows)
  return rest > 0 ? `${table}\n\n… and ${rest} more packages.` : table
}
