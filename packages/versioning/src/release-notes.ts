import type { JudgedCommit } from './judge-commit.ts'
import { formatVersion } from './version.ts'
import type { ReleasePlan } from './plan-release.ts'

const groups: readonly (readonly [type: string, title: string])[] = [
  ['feat', 'Features'],
  ['fix', 'Fixes'],
  ['perf', 'Performance'],
  ['revert', 'Reverts'],
]

/** What a release brings, in Markdown: what breaks first, then by group. Text of commits is shown, never interpreted. */
export function releaseNotes({ version, commits }: Pick<ReleasePlan, 'version' | 'commits'>): string {
  const breaking = commits.filter((commit) => commit.breaking !== undefined)
  const sections = [
    section('Breaking changes', breaking, breakingItem),
    ...groups.map(([type, title]) => section(title, commits.filter(isPlain(type)), item)),
  ].filter((text) => text !== '')
  const title = version === undefined ? '## Unreleased' : `## ${formatVersion(version)}`
  return [title, ...(sections.length === 0 ? ['Nothing that asks for a release.'] : sections)].join('\n\n')
}

function isPlain(type: string): (commit: JudgedCommit) => boolean {
  return (commit) => commit.type === type && commit.bump !== 'none' && commit.breaking === undefined
}

function section(title: string, commits: readonly JudgedCommit[], line: (commit: JudgedCommit) => string): string {
  return commits.length === 0 ? '' : [`### ${title}`, '', ...commits.map(line)].join('\n')
}

function item({ scope, subject, sha }: JudgedCommit): string {
  return `- ${scope === undefined ? '' : `**${plain(scope)}:** `}${plain(subject)} (${sha.slice(0, 7)})`
}

function breakingItem(commit: JudgedCommit): string {
  const { breaking = '', subject } = commit
  if (breaking === subject) return item(commit)
  const text = breaking.split('\n').map((line) => (line.trim() === '' ? '' : `  ${plain(line.trim())}`))
  return [item(commit), '', ...text].join('\n')
}

/** No markup, no HTML, no mention: every character that could begin one is written as a reference. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (character) => `&#${character.charCodeAt(0)};`)
}
