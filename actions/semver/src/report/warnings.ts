import type { NearMiss, RangeCommit } from '@slipway/versioning'
import type { PackageRelease, SemverResult } from '../result.ts'
import { count, shortSha, shown } from './foreign-text.ts'
import { forgottenVersions } from './forgotten-versions.ts'

/** A line of a commit that looks as if it was meant to count. */
export interface MissedLine extends NearMiss {
  readonly sha: string
}

/** Everything the run warns of, in plain text: of the run itself, then of each plan. */
export function warningsOf({ releases, warnings }: Pick<SemverResult, 'releases' | 'warnings'>): readonly string[] {
  const planned = releases.flatMap((release) => {
    const { name, plan } = release
    const refusal = plan.refusal === undefined ? [] : [`${plan.refusal.message}; ${plan.refusal.remedy}`]
    return [...refusal, ...plan.warnings, ...forgottenVersions(release), ...untouched(release)].map((text) =>
      name === '' ? text : `${name}: ${text}`,
    )
  })
  return [...new Set([...warnings, ...planned])]
}

/** A package that never had a commit has most likely a slip in its paths, and would never be released. */
function untouched({ name, plan: { base, rule, commits } }: PackageRelease): readonly string[] {
  if (name === '' || base !== undefined || rule !== 'no-commits' || commits.length > 0) return []
  return [
    'no commit touches its paths: they are those below the root of the repository, letter by letter, without quotes or braces',
  ]
}

/** The near misses of all ranges, each once; a commit that does not count anyway misses nothing. */
export function nearMissesOf(releases: SemverResult['releases']): readonly MissedLine[] {
  const found = new Map<string, MissedLine>()
  for (const { plan } of releases) {
    for (const commit of plan.commits) addMisses(found, commit)
  }
  return [...found.values()]
}

/** Near misses of one kind: the first of them, and how many there are besides. */
export interface MissedKind {
  readonly first: MissedLine
  readonly more: number
}

/** A slip that a project makes always is told once. */
export function byKind(misses: readonly MissedLine[]): readonly MissedKind[] {
  const kinds = Map.groupBy(misses, ({ kind }) => kind)
  return [...kinds.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ first, more: others.length }],
  )
}

/** `; 11 more lines like it`, for the end of what is said about the first one. */
export function moreLikeIt({ more }: MissedKind): string {
  return more === 0 ? '' : `; ${count(more, 'more line')} like it`
}

/** The near misses as items of a list in Markdown, one a kind. */
export function missedLines(releases: SemverResult['releases'], repositoryUrl?: string): readonly string[] {
  return byKind(nearMissesOf(releases)).map((kind) => {
    const { sha, line, lineText, because } = kind.first
    const place = `${shortSha(sha, repositoryUrl)}, line ${line}`
    return `${place}: “${shown(lineText)}”: ${shown(because, 300)}${moreLikeIt(kind)}`
  })
}

function addMisses(found: Map<string, MissedLine>, commit: RangeCommit): void {
  if (commit.fate !== 'counts') return
  // To be asked for its sha costs one of very many more than the rest.
  for (const miss of commit.nearMisses) found.set(`${commit.sha}:${miss.line}`, { ...miss, sha: commit.sha })
}
