import { authorOf, formatVersion, renderNotes, type Author, type Notes, type RangeCommit } from '@slipway/versioning'
import type { PlannedSeries, Setting } from './plan-series.ts'

/** Entries whose authors are asked for: more fit into no notes. */
const limit = 1000

/** What the planned version brings, in Markdown. */
export async function notesOf(
  { inputs, history }: Pick<Setting, 'inputs' | 'history'>,
  { plan, fresh }: Pick<PlannedSeries, 'plan' | 'fresh'>,
): Promise<Notes> {
  if (plan.bump === 'none' || plan.version === undefined) return { markdown: '', left: 0 }
  const commits = fresh === undefined ? plan.commits : plan.commits.filter(({ sha }) => fresh.has(sha))
  const { github } = inputs
  return renderNotes({
    version: formatVersion(plan.version),
    tag: plan.tag,
    previousTag: plan.previous?.name,
    commits,
    repositoryUrl: github && `${github.serverUrl}/${github.owner}/${github.repo}`,
    authors: await authorsOf(history, commits),
    limit: inputs.notesLimit,
  })
}

async function authorsOf(
  history: Pick<Setting['history'], 'authors'>,
  commits: readonly RangeCommit[],
): Promise<ReadonlyMap<string, Author>> {
  const shown = commits.filter(({ bump }) => bump !== 'none').slice(0, limit)
  if (shown.length === 0) return new Map()
  const people = await history.authors(shown.map(({ sha }) => sha))
  return new Map(
    [...people].map(([sha, { name, email, login }]) => [
      sha,
      login === undefined ? authorOf(name, email) : { name, login },
    ]),
  )
}
