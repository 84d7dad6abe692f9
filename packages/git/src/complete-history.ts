import { Failure } from '@slipway/outcome'
import { boundaryOf, fetchTrees } from './fetch-trees.ts'
import { fetchSince } from './fetch-since.ts'
import { fetchWhole } from './fetch-whole.ts'
import type { Git } from './git.ts'
import { historyUnavailable } from './history-unavailable.ts'
import { openOwnRepository, type OwnRepository } from './own-repository.ts'
import type { BaseCandidate, CompletedHistory, HistoryRequest } from './remote.ts'
import { repository } from './repository.ts'
import { present } from './shallow.ts'

/**
 * The history that a shallow checkout lacks, by the smallest fetch that is sufficient, in a bare repository of our own
 * in a temporary folder; the checkout is only read. A commit outside of the fetched part is no ancestor there.
 * Fails with `HISTORY_UNAVAILABLE`.
 */
export async function completeHistory(request: HistoryRequest): Promise<CompletedHistory> {
  const { head, candidates, all = [candidates] } = request
  const owned: OwnRepository[] = []
  const open = async (): Promise<OwnRepository> => {
    const own = await openOwnRepository(request, head.length === 64 ? 'sha256' : 'sha1')
    owned.push(own)
    return own
  }
  const dispose = async (): Promise<void> => {
    for (const own of owned) await own.dispose()
  }
  try {
    const found = (await since(open, request, all)) ?? (await whole(open, request, all))
    await mark(found.own, head, all.flat())
    for (const own of owned) if (own !== found.own) await own.dispose()
    const { git, fetched, bases } = found
    return { git, fetched, bases, dispose }
  } catch (error) {
    await dispose()
    if (!(error instanceof Failure) || error.code !== 'GIT_FAILED') throw error
    throw historyUnavailable(`the history of ${head} cannot be fetched from ${owned.at(-1)?.url}`, error)
  }
}

interface Found extends Omit<CompletedHistory, 'dispose'> {
  readonly own: OwnRepository
}

type Open = () => Promise<OwnRepository>
type Series = readonly (readonly BaseCandidate[])[]

/** `undefined` where a series has no base, or the remote does not play along. */
async function since(open: Open, request: HistoryRequest, series: Series): Promise<Found | undefined> {
  if (series.length === 0 || series.some((candidates) => candidates.length === 0)) return undefined
  const { head, paths } = request
  const messages = await open()
  const bases = await fetchSince(messages, request, series)
  if (bases === undefined) return undefined
  const boundary = paths
    ? await boundaryOf(
        messages,
        head,
        bases.map(({ commit }) => commit),
      )
    : []
  if (boundary.length === 0) return { own: messages, git: gitOf(messages), fetched: 'exclude', bases }
  const trees = await open()
  await fetchTrees(trees, head, boundary)
  return { own: trees, git: gitOf(trees, boundary), fetched: 'exclude', bases }
}

/** A first release, or a remote that knows no other way. */
async function whole(open: Open, { head, paths }: HistoryRequest, series: Series): Promise<Found> {
  const own = await open()
  await fetchWhole(own, head, paths ? '--filter=blob:none' : '--filter=tree:0')
  const git = gitOf(own)
  const shas = await git.shas({ from: [], to: head })
  const bases = series.map((candidates) => candidates.find(({ commit }) => shas.has(commit)))
  return { own, git, fetched: 'whole', bases }
}

const gitOf = (own: OwnRepository, boundary: readonly string[] = []): Git =>
  repository(own.git, own.directory, boundary)

/** HEAD, and the tags whose commits are here. */
async function mark(own: OwnRepository, head: string, candidates: readonly BaseCandidate[]): Promise<void> {
  const here = await present(own, [...new Set(candidates.map(({ commit }) => commit))])
  const tags = new Map(candidates.filter(({ commit }) => here.has(commit)).map(({ name, commit }) => [name, commit]))
  const refs = [...tags].map(([name, commit]) => `update refs/tags/${name} ${commit}`)
  await own.git.run(['update-ref', '--no-deref', 'HEAD', head])
  await own.git.run(['update-ref', '--stdin'], { input: refs })
}
