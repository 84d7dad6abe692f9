import { Failure } from '@slipway/outcome'
import { searchBase, type BaseSearch } from './base-guesses.ts'
import { isUnreachable, wordsOf } from './history-unavailable.ts'
import type { OwnRepository } from './own-repository.ts'
import type { BaseCandidate, HistoryRequest } from './remote.ts'
import { repository } from './repository.ts'
import { joinShallow, present } from './shallow.ts'

/** Commits without trees: messages and ancestry. */
const messagesOnly = '--filter=tree:0'

/** Steps down from where history is cut, each far enough that a few of them reach any fork worth the name. */
const deepening: readonly number[] = [8, 32, 128, 512, 2048, 8192]

/**
 * Fetches what comes after the base of each series, and no more than a little below it. Returns the bases, each proven
 * to be contained in `head`, or `undefined` where only the whole history will do.
 */
export async function fetchSince(
  own: OwnRepository,
  request: HistoryRequest,
  series: readonly (readonly BaseCandidate[])[],
): Promise<readonly BaseCandidate[] | undefined> {
  let searches = await Promise.all(series.map((candidates) => searchBase(candidates, request)))
  for (;;) {
    const open = searches.flatMap(({ guess, known }) => (guess === undefined || known ? [] : [guess]))
    if (searches.some(({ guess }) => guess === undefined)) return undefined
    const rejected = await fetchAfter(own, request.head, open)
    if (rejected === 'unknown') return undefined
    searches = await Promise.all(searches.map((search) => judge(own, request.head, search, rejected)))
    if (searches.every(({ guess, known }) => guess !== undefined && known))
      return searches.flatMap(({ guess }) => guess ?? [])
  }
}

/** Which guesses turned out to contain `head`, or `unknown`: the remote does not play along. */
type Rejected = ReadonlySet<string> | 'unknown'

/** Afterwards the ranges after all these guesses are whole, but for those that are rejected. */
async function fetchAfter(own: OwnRepository, head: string, guesses: readonly BaseCandidate[]): Promise<Rejected> {
  const commits = [...new Set(guesses.map(({ commit }) => commit))]
  try {
    const here = await present(own, [head, ...commits])
    const missing = commits.filter((commit) => !here.has(commit))
    if (missing.length > 0) await own.fetch(['--depth=1', messagesOnly], missing)
    const oldest = await oldestOf(own, guesses)
    if (oldest === undefined) await own.fetch(['--depth=1', messagesOnly], [head])
    else await own.fetch([`--shallow-exclude=refs/tags/${oldest.name}`, messagesOnly], [head])
    await joinShallow(own)
    return (await deepen(own, head, commits)) ? new Set() : 'unknown'
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'GIT_FAILED' || isUnreachable(error)) throw error
    // Nothing comes after the tag: it is `head` or something that descends from it.
    const nothing = wordsOf(error).includes('no commits selected for shallow requests')
    const oldest = nothing ? await oldestOf(own, guesses) : undefined
    return oldest === undefined ? 'unknown' : new Set([oldest.commit])
  }
}

async function oldestOf({ git }: OwnRepository, guesses: readonly BaseCandidate[]): Promise<BaseCandidate | undefined> {
  if (guesses.length < 2) return guesses[0]
  const commits = guesses.map(({ commit }) => commit)
  const { stdout } = await git.run(['log', '--no-walk', '--format=%ct %H', '--no-show-signature', ...commits])
  const [first = ''] = stdout
    .split('\n')
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .filter((line) => line !== '')
  return guesses.find(({ commit }) => first.endsWith(commit))
}

/**
 * A cut may lie inside a range: a branch that left before the base and came back after it has its start below the
 * base, and a merge with one parent there is cut off from both. Goes down until all that is cut is contained in the base.
 */
async function deepen(own: OwnRepository, head: string, bases: readonly string[]): Promise<boolean> {
  for (const steps of [...deepening, 0]) {
    if (!(await isCut(own, head, bases))) return true
    if (steps === 0) return false
    await own.fetch([`--deepen=${steps}`, messagesOnly], [head, ...bases])
    await joinShallow(own)
  }
  return false
}

async function isCut(own: OwnRepository, head: string, bases: readonly string[]): Promise<boolean> {
  const git = repository(own.git, own.directory)
  for (const base of bases) if (await git.cut({ from: [base], to: head })) return true
  return false
}

async function judge(own: OwnRepository, head: string, search: BaseSearch, rejected: ReadonlySet<string>) {
  if (search.guess === undefined || search.known) return search
  if (rejected.size > 0) return rejected.has(search.guess.commit) ? search.next() : search
  const contained = await repository(own.git, own.directory).isAncestor(search.guess.commit, head)
  return contained ? search.confirmed() : search.next()
}
