import { codeElement, codeSpan, markdownTable } from '@slipway/action-io'
import type { PackageRelease, SemverResult } from '../result.ts'
import { bulletList, count, sections, shown } from './foreign-text.ts'
import { headline, stateOf } from './headline.ts'
import { lintSection } from './lint-section.ts'
import { changes } from './outputs.ts'
import { pullTable } from './pull-table.ts'
import { releaseSection, type Room } from './release-section.ts'
import { missedLines, warningsOf } from './warnings.ts'

/** What a page has room for: GitHub drops a summary above 1 MiB whole, and nobody reads one that is near it. */
const limit = { commits: 200, notes: 200_000, packages: 100, warnings: 20, findings: 100 } as const

const sources = {
  checkout: '',
  fetched: 'The checkout was shallow: what was missing of its history was fetched.',
  api: 'There was no checkout: the history was read through the API of GitHub.',
} as const

/** The page of a run: the version, why, and everything somebody may ask next; bounded, whatever the range. */
export function summary(result: SemverResult, repositoryUrl?: string): string {
  const { releases, lint, pull, source } = result
  const [only] = releases
  const title = releases.length === 1 && only !== undefined ? `${name(only)}${headline(only)}` : overview(releases)
  const text = sections(
    `### semver: ${title}`,
    ...plannedSections(result, result, repositoryUrl),
    pull === undefined ? '' : pullTable(pull),
    lintSection(lint, limit.findings, repositoryUrl),
    sources[source],
  )
  return `${text}\n`
}

/** What was planned, below its title: what somebody should look at first, by `told`, then each release with its commits. */
export function plannedSections(result: SemverResult, told: SemverResult, repositoryUrl?: string): readonly string[] {
  const room = { commits: limit.commits, notes: limit.notes }
  const [only, ...others] = result.releases
  const releases =
    only !== undefined && others.length === 0
      ? [releaseSection(only, result, room, repositoryUrl)]
      : packages(result, room, repositoryUrl)
  return [notices(told, repositoryUrl), ...releases]
}

function name(release: PackageRelease): string {
  return release.name === '' ? '' : `${shown(release.name)}: `
}

function overview(releases: readonly PackageRelease[]): string {
  const changed = releases.filter(changes).length
  return changed === 0 ? 'nothing to release' : `${changed} of ${count(releases.length, 'package')} to release`
}

/** What somebody should look at, before everything else. */
function notices(result: SemverResult, repositoryUrl?: string): string {
  const warnings = warningsOf(result).map((text) => shown(text, 600))
  const misses = missedLines(result.releases, repositoryUrl)
  return sections(
    warnings.length === 0 ? '' : `**Warnings:**\n\n${bulletList(warnings, limit.warnings, 'warning')}`,
    misses.length === 0
      ? ''
      : `**Lines that look as if they counted, and do not:**\n\n${bulletList(misses, limit.warnings, 'line')}`,
  )
}

/** The packages in one table, then each that releases, folded. */
function packages(result: SemverResult, room: Room, repositoryUrl?: string): readonly string[] {
  const rows = result.releases
    .slice(0, limit.packages)
    .map((release) => [
      shown(release.name),
      codeSpan(release.plan.tag),
      release.plan.bump,
      release.plan.bump === 'none' ? 'nothing to release' : stateOf(release),
      shown(release.plan.because),
    ])
  const rest = result.releases.length - rows.length
  const table = rows.length === 0 ? '' : markdownTable(['Package', 'Tag', 'Bump', 'State', 'Why'], rows)
  const shownReleases = result.releases.filter(changes).slice(0, limit.packages)
  return [
    table + (rest > 0 ? `\n\n… and ${count(rest, 'more package')}.` : ''),
    ...shownReleases.map((release) => folded(release, releaseSection(release, result, room, repositoryUrl))),
  ]
}

function folded(release: PackageRelease, text: string): string {
  return `<details><summary>${name(release)}${headline(release, codeElement)}</summary>\n\n${text}\n\n</details>`
}
