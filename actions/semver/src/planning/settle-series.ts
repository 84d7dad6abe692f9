import type { RangeCommit } from '@slipway/versioning'
import type { PastReleases } from '../reading/past-releases.ts'
import type { RunContext } from '../run-context.ts'
import { settle, type JudgedRange } from '../reading/read-range.ts'

/** The range of a series, of which every commit has its fate. */
export interface SettledSeries {
  readonly commits: readonly RangeCommit[]
  /** The shas that came after the channel's last release; `undefined`: all. */
  readonly fresh: ReadonlySet<string> | undefined
}

type Asking = Pick<RunContext, 'history' | 'inputs' | 'line'>

/**
 * Settles a range as its line sees it. A revert of what a pre-release has is a change for who uses that: it makes the next
 * pre-release of a channel, and the release that its pre-releases lead to.
 */
export async function settleSeries(context: Asking, past: PastReleases, range: JudgedRange): Promise<SettledSeries> {
  const { history, inputs, line } = context
  const commits = await settle(history, range, inputs)
  if (line.kind === 'channel') return settleChannel(context, past, { range, commits })
  const isQuiet = commits.every(({ bump }) => bump === 'none')
  if (past.reachable.length === 0 || !isQuiet || !hasReverts(commits)) return { commits, fresh: undefined }
  const shipped: ReadonlySet<string>[] = []
  // What the commit contains above its base are pre-releases.
  for (const { commit } of past.reachable) shipped.push(await broughtBy(commit, context, past))
  return { commits: await settle(history, range, { ...inputs, shipped }), fresh: undefined }
}

/** A stable release that came in after the last step is part of the next one, although the range leaves it out. */
async function settleChannel(
  context: Asking,
  past: PastReleases,
  { range, commits }: { readonly range: JudgedRange; readonly commits: readonly RangeCommit[] },
): Promise<SettledSeries> {
  const { history, inputs } = context
  const { base, last } = past
  if (last === undefined) return { commits, fresh: undefined }
  const shipped = await broughtBy(last.commit, context, past)
  const told = hasReverts(commits) ? await settle(history, range, { ...inputs, shipped: [shipped] }) : commits
  if (base !== undefined && !(await history.isAncestor(base.commit, last.commit))) {
    return { commits: told, fresh: undefined }
  }
  return { commits: told, fresh: new Set(told.map(({ sha }) => sha).filter((sha) => !shipped.has(sha))) }
}

function hasReverts(commits: readonly RangeCommit[]): boolean {
  return commits.some(({ fate }) => fate === 'cancels')
}

/** What a pre-release has and the base has not. */
function broughtBy(step: string, { history }: Asking, { base }: PastReleases): Promise<ReadonlySet<string>> {
  return history.shas({ from: base === undefined ? [] : [base.commit], to: step })
}
