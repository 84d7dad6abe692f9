import { codeSpan, markdownTable } from '@slipway/action-io'
import type { TagRejection } from '@slipway/versioning'
import type { PackageRelease, SemverResult } from '../result.ts'
import { commitTable } from './commit-table.ts'
import { bulletList, capital, count, grouped, sections, shortSha, shown } from './foreign-text.ts'
import { channelOf } from './outputs.ts'

/** What a page has room for: rows of commits, bytes of notes. Each section takes from it. */
export interface Room {
  commits: number
  notes: number
}

/** Tags and names; the rest is counted. */
const listLimit = 20

const rejections: Readonly<Record<TagRejection, string>> = {
  'not-reachable': 'on a later commit or another branch: this commit does not contain it',
  prerelease: 'a pre-release, after which no range starts',
  'not-semver': 'not a SemVer version',
  'no-commit': 'leads to no commit',
  'other-prefix': 'has another prefix',
  'other-line': 'of another line of releases',
  'not-on-remote': 'only in this checkout, not on the remote',
}

/** One release below its headline: why, from where, what was done, the commits, what else was met, the notes. */
export function releaseSection(
  release: PackageRelease,
  { head }: Pick<SemverResult, 'head'>,
  room: Room,
  repositoryUrl?: string,
): string {
  const { plan, rejected } = release
  const table = commitTable(plan, room.commits, repositoryUrl)
  room.commits -= Math.min(room.commits, plan.commits.length)
  return sections(
    `${shown(capital(plan.because), 300)}.`,
    facts(release, head, repositoryUrl),
    done(release),
    table,
    listed('Names that could not be used', skippedNames(release, repositoryUrl), 'name'),
    listed(
      'Tags above the base that are not the base',
      rejected.map(({ name, because }) => `${codeSpan(name)}: ${rejections[because]}`),
      'tag',
    ),
    folded(release, room),
  )
}

function facts({ name, plan }: PackageRelease, head: string, repositoryUrl?: string): string {
  const { base, previous, line, commits, rule } = plan
  const tagged = (tag: typeof base): string =>
    tag === undefined ? 'none: first release' : `${codeSpan(tag.name)} at ${shortSha(tag.commit, repositoryUrl)}`
  const columns: (readonly [string, string])[] = [
    ['Base', tagged(base)],
    ...(previous === undefined || previous.name === base?.name ? [] : [['Previous', tagged(previous)] as const]),
    [name === '' ? 'Commits since' : 'Its commits since', grouped(commits.length)],
    ['HEAD', shortSha(head, repositoryUrl)],
    ...(line.kind === 'stable' ? [] : [['Line', shown(channelOf(line))] as const]),
    ['Rule', rule],
  ]
  return markdownTable(
    columns.map(([name]) => name),
    [columns.map(([, value]) => value)],
  )
}

function done({ release, floating }: PackageRelease): string {
  const tags = floating.map(({ tag, state }) => `${codeSpan(tag)} ${state}`).join(', ')
  return sections(releaseLink(release), tags === '' ? '' : `Floating tags: ${tags}.`)
}

function releaseLink(release: PackageRelease['release']): string {
  if (release === undefined) return ''
  const isAddress = /^https?:\/\/[^\s()<>]+$/.test(release.url)
  const name = isAddress ? `[The release on GitHub](${release.url})` : 'The release on GitHub'
  return `${name} ${release.state === 'already' ? 'was already there' : 'is published'}.`
}

function skippedNames({ plan }: PackageRelease, repositoryUrl?: string): readonly string[] {
  return plan.skipped.map(({ tag, because, commit }) => {
    if (because === 'burned') return `${codeSpan(tag)}: was used by an immutable release, and can never be used again`
    const place = commit === undefined ? 'an object that is no commit' : shortSha(commit, repositoryUrl)
    return `${codeSpan(tag)}: is taken, on ${place}`
  })
}

function listed(title: string, lines: readonly string[], what: string): string {
  return lines.length === 0 ? '' : `**${title}:**\n\n${bulletList(lines, listLimit, what)}`
}

/** Notes that fit as a whole, folded; a part of them could end within a mark. */
function folded({ plan, notes }: PackageRelease, room: Room): string {
  if (plan.bump === 'none' || notes.markdown === '') return ''
  const size = Buffer.byteLength(notes.markdown)
  if (size > room.notes) return 'The notes are too long for this page: see `notes-file`.'
  room.notes -= size
  const cut = notes.left === 0 ? '' : ` (without ${count(notes.left, 'entry', 'entries')})`
  return `<details><summary>Notes${cut}</summary>\n\n${notes.markdown.trim()}\n\n</details>`
}
