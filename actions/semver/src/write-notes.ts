import { authorOf, formatVersion, renderNotes, type Author, type Notes, type RangeCommit } from '@slipway/versioning'
import type { PlannedSeries, Setting } from './plan-series.ts'

/** Entries whose authors are asked for: more fit into no notes. */
const limit = 1000

type Planned = Pick<PlannedSeries, 'plan' | 'fresh'>

/** What the planned versions bring, in Markdown; the authors of all are asked for at once. */
export async function writeNotes(
  { inputs, history }: Pick<Setting, 'inputs' | 'history'>,
  planned: readonly Planned[],
): Promise<readonly Notes[]> {
  const told = planned.map((each) => ({ ...each, commits: toldOf(each) }))
  const authors = await authorsOf(
    history,
    told.flatMap(({ commits }) => commits.filter(({ bump }) => bump !== 'none').slice(0, limit)),
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

async function authorsOf(
  history: Pick<Setting['history'], 'authors'>,
  commits: readonly RangeCommit[],
): Promise<ReadonlyMap<string, Author>> {
  if (commits.length === 0) return new Map()
  const people = await history.authors([...new Set(commits.map(({ sha }) => sha))])
  return new Map(
    [...people].map(([sha, { name, email, login }]) => [
      sha,
      login === undefined ? authorOf(name, email) : { name, login },
    ]),
  )
}
