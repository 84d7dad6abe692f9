import {
  authorOf,
  formatVersion,
  renderNotes,
  type Author,
  type JudgedCommit,
  type Notes,
  type RangeCommit,
} from '@slipway/versioning'
import type { Authors } from '../reading/authors.ts'
import type { PlannedSeries } from './planned-series.ts'
import type { RunContext } from '../run-context.ts'

/** Entries whose authors are asked for: more fit into no notes. */
const limit = 1000

type Planned = Pick<PlannedSeries, 'plan' | 'fresh'>

/** What the planned versions bring, in Markdown; the authors of all are asked for at once. */
export async function writeNotes(
  { inputs, authors: known }: Pick<RunContext, 'inputs' | 'authors'>,
  planned: readonly Planned[],
): Promise<readonly Notes[]> {
  const told = planned.map((each) => ({ ...each, commits: toldOf(each) }))
  const authors = await authorsOf(
    known,
    told.flatMap(({ commits }) => noted(commits)),
  )
  const { github, notesLimit } = inputs
  return told.map(({ plan: { version, tag, previous, bump }, commits }) => {
    if (bump === 'none' || version === undefined) return { markdown: '', left: 0 }
    return renderNotes({
      version: formatVersion(version),
      tag,
      previousTag: previous?.name,
      commits,
      repositoryUrl: github && `${github.serverUrl}/${github.owner}/${github.repo}`,
      authors,
      limit: notesLimit,
    })
  })
}

/** Of a step on a channel, what came after the step before. */
function toldOf({ plan, fresh }: Planned): readonly RangeCommit[] {
  if (plan.bump === 'none') return []
  return fresh === undefined ? plan.commits : plan.commits.filter(({ sha }) => fresh.has(sha))
}

/** The shas of those that may be named. */
export function noted(commits: readonly JudgedCommit[]): readonly string[] {
  const found: string[] = []
  for (const { sha, bump } of commits) {
    if (found.length >= limit) break
    if (bump !== 'none') found.push(sha)
  }
  return found
}

async function authorsOf(authors: Authors, shas: readonly string[]): Promise<ReadonlyMap<string, Author>> {
  const people = await authors.of(shas)
  return new Map(
    [...people].map(([sha, { name, email, login }]) => [
      sha,
      login === undefined ? authorOf(name, email) : { name, login },
    ]),
  )
}
