import { markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
import { formatVersion, releaseNotes, type JudgedCommit, type RejectedTag } from '@slipway/versioning'
import type { SemverResult } from './run.ts'

/** Rows of a table; the rest is counted. */
const limit = { commits: 200, tags: 20 } as const

/** Result -> outputs, summary and annotations. */
export function report(result: SemverResult): Report {
  const { plan, tagged, obstacle } = result
  return {
    outputs: {
      version: plan.version === undefined ? '' : formatVersion(plan.version),
      tag: plan.tag,
      bump: plan.bump,
      'previous-version': plan.base === undefined ? '' : formatVersion(plan.base.version),
      released: String(tagged !== 'none'),
    },
    summary: summary(result),
    annotations:
      obstacle === undefined
        ? []
        : [
            {
              level: 'warning',
              title: 'This version cannot be tagged',
              message: `${obstacle.message}; ${obstacle.remedy}`,
            },
          ],
  }
}

function summary(result: SemverResult): string {
  const { plan, rejected, obstacle } = result
  const sections = [
    `### semver: ${headline(result)}`,
    `${safeMarkdown(capital(plan.because))}.`,
    obstacle === undefined ? '' : `**It cannot be tagged:** ${safeMarkdown(obstacle.message)}; ${obstacle.remedy}.`,
    facts(result),
    commitTable(plan.commits),
    rejectedList(rejected),
    plan.bump === 'none' ? '' : `<details><summary>Notes</summary>\n\n${releaseNotes(plan)}\n\n</details>`,
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function headline({ plan, tagged }: SemverResult): string {
  if (plan.bump === 'none') return 'nothing to release'
  const state = { created: 'tagged', already: 'already tagged', none: 'preview' }[tagged]
  return `${safeMarkdown(plan.tag)} (${plan.bump}, ${state})`
}

function facts({ plan, head }: SemverResult): string {
  const base =
    plan.base === undefined ? 'none: first release' : `${safeMarkdown(plan.base.name)} at ${short(plan.base.commit)}`
  return markdownTable(
    ['Base tag', 'Commits since', 'HEAD', 'Rule'],
    [[base, String(plan.commits.length), short(head), plan.rule]],
  )
}

/** Releasing commits first: a long range must not hide them. */
function commitTable(commits: readonly JudgedCommit[]): string {
  if (commits.length === 0) return ''
  const releasing = commits.filter(({ bump }) => bump !== 'none')
  const ordered = [...releasing, ...commits.filter(({ bump }) => bump === 'none')]
  const rows = ordered
    .slice(0, limit.commits)
    .map(({ sha, header, bump, rule, line, lineText }) => [
      short(sha),
      safeMarkdown(header),
      bump,
      rule,
      line === 1 ? '1' : `${line}: ${safeMarkdown(lineText)}`,
    ])
  return `${markdownTable(['Commit', 'Message', 'Bump', 'Rule', 'Line'], rows)}${more(ordered.length, limit.commits, 'commits')}`
}

function rejectedList(rejected: readonly RejectedTag[]): string {
  if (rejected.length === 0) return ''
  const lines = rejected.slice(0, limit.tags).map(({ name, because }) => `- ${safeMarkdown(name)}: ${because}`)
  return `Tags above the base that are not the base:\n\n${lines.join('\n')}${more(rejected.length, limit.tags, 'tags')}`
}

function more(count: number, shown: number, what: string): string {
  return count > shown ? `\n\n… and ${count - shown} more ${what}.` : ''
}

function short(sha: string): string {
  return `\`${sha.slice(0, 7)}\``
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
